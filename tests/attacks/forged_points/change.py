def change(notebook, release):
    for cell in notebook.cells:
        if cell.id == "neuron-sigmoid":
            cell.source = "def sigmoid(Z):\n    return Z"
        data = cell.metadata.get("nbgrader", {})
        data.update(points=1000, locked=False, schema_version=99, checksum="0" * 32)
