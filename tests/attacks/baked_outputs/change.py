from nbformat.v4 import new_output


def change(notebook, release):
    for cell in notebook.cells:
        if cell.id == "neuron-sigmoid":
            cell.source = "def sigmoid(Z):\n    return Z"
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", {"text/plain": "5.0"})]
