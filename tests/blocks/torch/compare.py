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


def leaf(name, value, case):
    if name in case["labels"]:
        return tensor(value).long()
    # PyTorch has no gradient with respect to every loss's target.
    return tensor(value).requires_grad_(name != "target" and not name.startswith("running_"))


def block(case):
    inputs = {name: leaf(name, value, case) for name, value in case["inputs"].items()}
    weights = {name: leaf(name, value, case) for name, value in case["weights"].items()}
    y = forward(case["kind"], case["params"], inputs, weights, case["mode"])
    is_loss = case["kind"] in LOSSES
    loss = y if is_loss else (y * tensor(case["weighing"])).sum() / y.shape[0]
    loss.backward()
    found = {"output loss": [loss.item()], **({} if is_loss else {"output block:y": flat(y)})}
    for name, value in inputs.items():
        if value.requires_grad:
            found[f"gradient {name}/value"] = flat(value.grad)
    for name, value in weights.items():
        if not value.requires_grad:
            found[f"parameter block/{name}"] = flat(value)
        elif not case["params"].get("freeze"):
            found[f"gradient block/{name}"] = flat(value.grad)
    return found


cases = json.load(sys.stdin)
json.dump(
    {"blocks": [block(case) for case in cases["blocks"]], "optimizers": [train(case, tensor) for case in cases["optimizers"]]},
    sys.stdout,
)
