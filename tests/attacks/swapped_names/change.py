def change(notebook, release):
    cells = {cell.id: cell for cell in notebook.cells}
    one, other = cells["neuron-sigmoid"], cells["neuron-relu"]
    one.source = "def sigmoid(Z):\n    return Z"
    other.source = "def relu(Z):\n    return 0"
    check = cells["neuron-sigmoid-check"].metadata["nbgrader"]
    check["grade_id"] = "neuron-relu-check"
    cells["neuron-sigmoid-check"].source = "check(relu)"
