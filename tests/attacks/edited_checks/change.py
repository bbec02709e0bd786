def change(notebook, release):
    for cell in notebook.cells:
        if cell.id == "neuron-sigmoid":
            cell.source = "def sigmoid(Z):\n    return Z"
        if cell.id.endswith("-check") or cell.id == "teachers-tests":
            cell.source = "5.0"
