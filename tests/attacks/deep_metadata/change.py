def change(notebook, release):
    nested = []
    for _ in range(600):
        nested = [nested]
    notebook["metadata"]["nested"] = nested
    for cell in notebook.cells:
        cell["metadata"]["nested"] = nested
