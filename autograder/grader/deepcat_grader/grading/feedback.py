"""What makes the pages, under the names that configurations of existing classes hold."""

from deepcat_grader.grading.booking.feedback import FeedbackExporter, HideTests, safe_markdown

__all__ = ["FeedbackExporter", "HideTests", "safe_markdown"]
