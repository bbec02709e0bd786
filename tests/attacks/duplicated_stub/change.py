def change(notebook, release):
    (stub,) = [cell for cell in release.cells if cell.id == "neuron-sigmoid"]
    notebook.cells.insert(0, stub)
    notebook.cells.append(stub)
