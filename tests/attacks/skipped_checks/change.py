def change(notebook, release):
    for cell in notebook.cells:
        if cell.id == "neuron-sigmoid":
            cell.source = "def sigmoid(Z):\n    return Z"
        cell.metadata["tags"] = ["skip-execution", "raises-exception"]
        cell.metadata["deepcat"] = {"display": True, "role": "given"}
