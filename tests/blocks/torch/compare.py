"""Reads cases as JSON from stdin, computes them with PyTorch in float64 and writes what comes out as JSON to stdout."""
import json
import sys

import torch

from blocks import LOSSES, forward
from optimizers import train


def tensor(value):
    return torch.tensor(value["values"], dtype=torch.float64).reshape(value["shape"])


def flat(value):
    return value.detach().flatten().tolist()


def gradient(value):
    """Zeros for what the loss does not hang on."""
    return flat(torch.zeros_like(value) if value.grad is None else value.grad)


def leaf(name, value, case):
    if name in case["labels"]:
        return tensor(value).long()
    # PyTorch has no gradient with respect to every loss's target.
    return tensor(value).requires_grad_(name not in ("target", "pe") and not name.startswith("running_"))


class Case:
    """The tensors of a case by name: inputs of its ports, weights, lengths of inputs, masks of dropout, other given numbers."""

    def __init__(self, case):
        self.inputs = {name: leaf(name, value, case) for name, value in case["inputs"].items()}
        self.weights = {name: leaf(name, value, case) for name, value in case["weights"].items()}
        self.lengths = {name: torch.tensor(value) for name, value in case["lengths"].items()}
        self.masks = {name: tensor(value) for name, value in case["masks"].items()}
        self.shapes = {port: value["shape"] for port, value in case["weighing"].items()}
        self.given = {name: tensor(value) for name, value in case["given"].items()}


def block(case):
    tensors = Case(case)
    y = forward(case["kind"], case["params"], tensors, case["mode"])
    outputs = y if isinstance(y, dict) else {"y": y}
    is_loss = case["kind"] in LOSSES
    if is_loss:
        loss = y
    else:
        loss = sum((value * tensor(case["weighing"][port])).sum() / value.shape[0] for port, value in outputs.items())
    if loss.requires_grad:
        loss.backward()
    found = {"output loss": [loss.item()]}
    if not is_loss:
        found.update({f"output block:{port}": flat(value) for port, value in outputs.items()})
    for name, value in tensors.inputs.items():
        if value.requires_grad:
            found[f"gradient {name}/value"] = gradient(value)
    for name, value in tensors.weights.items():
        if not value.requires_grad:
            found[f"parameter block/{name}"] = flat(value)
        elif not case["params"].get("freeze"):
            found[f"gradient block/{name}"] = gradient(value)
    return found


cases = json.load(sys.stdin)
json.dump(
    {"blocks": [block(case) for case in cases["blocks"]], "optimizers": [train(case, tensor) for case in cases["optimizers"]]},
    sys.stdout,
)
