"""Blocks on sequences, and padded sequences: each example cut to its real steps and computed alone, as if never padded."""
import torch
import torch.nn.functional as F


def embedding(p, ids, w):
    """The padding token's row counts as zero, whatever stands in it."""
    table = w["weight"]
    if not p["padding"]:
        return F.embedding(ids, table)
    rows = torch.arange(table.shape[0])[:, None]
    return F.embedding(ids, table * (rows != p["paddingId"]), padding_idx=p["paddingId"])


def image_to_sequence(p, x, w):
    batch, height, width, channels = x.shape
    if p["steps"] == "columns":
        return x.transpose(1, 2).reshape(batch, width, height * channels)
    return x.reshape(batch, height if p["steps"] == "rows" else height * width, -1)


def split(p, x, w):
    return {f"y{index + 1}": part for index, part in enumerate(x.chunk(p["parts"], -1))}


def steps_held(p, x):
    """Steps of one example up to the last that is not the value alone."""
    held = (x != p["value"]).reshape(x.shape[0], -1).any(1).nonzero()
    return int(held[-1]) + 1 if len(held) > 0 else 0


def masking(p, x, w):
    """Steps that it finds to be padding are given as zeros, as all padding is here."""
    kept = [steps_held(p, each) for each in x]
    real = torch.arange(x.shape[1])[None] < torch.tensor(kept)[:, None]
    return x * real.reshape(*real.shape, *[1] * (x.dim() - 2))


LAYERS = {
    "embedding": embedding,
    "positional": lambda p, x, w: x + (w["weight"] if "weight" in w else w["pe"])[: x.shape[1]],
    "image-to-sequence": image_to_sequence,
    "sequence-to-image": lambda p, x, w: x[..., None],
    "repeat-vector": lambda p, x, w: x[:, None].expand(-1, p["steps"], -1),
    "last-step": lambda p, x, w: x[:, -1],
    "masking": masking,
    "split": split,
}


class Alone:
    """One example without its padding."""

    def __init__(self, case, example, length):
        self.inputs = {name: value[example : example + 1, :length] for name, value in case.inputs.items()}
        self.weights, self.lengths, self.masks, self.given = case.weights, {}, {}, {}


def placed(p, steps, length):
    """The windows of a shorter example: "same" stands as in the longest one. None when no window fits."""
    kernel = p.get("kernel", p.get("window"))
    stride = {"window": kernel, "custom": p.get("steps")}.get(p["stride"], p["stride"])
    reach = p.get("dilation", 1) * (kernel - 1) + 1
    if p["padding"] == "same":
        count = -(-steps // stride)
        before = max((count - 1) * stride + reach - steps, 0) // 2
        after = max((-(-length // stride) - 1) * stride + reach - length - before, 0)
        p = {**p, "padding": "explicit", "sides": [before, after]}
    around = sum(p["sides"]) if p["padding"] == "explicit" else 0
    return p if length + around >= reach else None


def each_alone(kind, params, case, mode, forward):
    """What `forward` gives for each example cut to its length, by port and with zeros behind it; of a loss the mean."""
    lengths = next(iter(case.lengths.values())).long().tolist()
    steps = next(iter(case.inputs.values())).shape[1]
    if kind == "batch-norm":
        return over_real_steps(params, case, mode, lengths, forward)
    results = []
    for example, length in enumerate(lengths):
        p = placed(params, steps, length) if kind.endswith("1d") else params
        y = None if p is None else forward(kind, p, Alone(case, example, length), mode)
        results.append(y if isinstance(y, dict) else {"y": y})
    if not case.shapes:
        return sum(each["y"] for each in results) / len(results)
    return {port: together([each[port] for each in results], shape) for port, shape in case.shapes.items()}


def together(parts, shape):
    """Results of single examples as one of this shape; one that is missing has no steps."""
    empty = torch.zeros(1, 0, *shape[2:], dtype=torch.float64, requires_grad=True)
    parts = [empty if part is None else part for part in parts]
    behind = [0, 0] * (len(shape) - 2)
    return torch.cat([F.pad(part, (*behind, 0, shape[1] - part.shape[1])) for part in parts])


def over_real_steps(params, case, mode, lengths, forward):
    """Batch statistics know no sequences: all real steps of the batch are its examples."""
    x = case.inputs["x"]
    real = torch.arange(x.shape[1])[None] < torch.tensor(lengths)[:, None]
    flat = Alone(case, 0, 0)
    flat.inputs = {"x": x[real]}
    y = forward("batch-norm", params, flat, mode)
    return torch.zeros_like(x).index_put((real,), y)
