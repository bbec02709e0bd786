def change(notebook, release):
    for cell in notebook.cells:
        if cell.id == "small-imports":
            cell.source += '\nprint("\\ud800")\nhalf = "\ud800"'
        if cell.id == "introduction-formulate":
            cell.source = "\ud800"
