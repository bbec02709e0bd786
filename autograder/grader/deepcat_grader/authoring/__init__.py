"""What an author of exercises uses: a scaffold, a trial, a proof, and a class's own exercises."""
