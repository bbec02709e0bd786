"""Between a class and its learning management system: collecting, handing out, giving back."""
