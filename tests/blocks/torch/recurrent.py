"""Recurrent layers: torch.nn's modules where they have the option, else a loop over steps written in torch operations."""
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

GATES = {"rnn": 1, "gru": 3}
STATES = {"rnn": ["h"], "gru": ["h"], "lstm": ["h", "c"]}
MODULES = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def suffixes(p):
    """Of each layer's directions, in PyTorch's order."""
    ends = {"forward": [""], "backward": ["_reverse"], "both": ["", "_reverse"]}[p["direction"]]
    return [[f"_l{layer}{end}" for end in ends] for layer in range(p["layers"])]


def gates(kind, p):
    return GATES.get(kind) or (4 if p["forgetGate"] else 3)


def starts(kind, p, case):
    """The initial states of all sweeps by name, [sweeps, B, units] each."""
    flat = [suffix for layer in suffixes(p) for suffix in layer]
    batch, units = case.inputs["x"].shape[0], p["units"]
    zeros = torch.zeros(batch, units, dtype=torch.float64)

    def start(state, index, suffix):
        if p["initial"] == "learned":
            return case.weights[f"{state}0{suffix}"].expand(batch, units)
        if p["initial"] == "wired" and f"{state}0" in case.inputs:
            return case.inputs[f"{state}0"][:, index * units : (index + 1) * units]
        mark = "" if suffix == "_l0" else suffix
        return case.given.get(f"carried.{state}{mark}", zeros)

    return {state: torch.stack([start(state, i, s) for i, s in enumerate(flat)]) for state in STATES[kind]}


def has_module(kind, p, masks):
    """torch.nn knows no sum of directions between layers, no masks of its own, no walk from the end alone."""
    if any(name.startswith("recurrent") for name in masks) or p["direction"] == "backward":
        return False
    if p["layers"] > 1 and (masks or (p["direction"] == "both" and p["merge"] == "sum")):
        return False
    if kind == "lstm":
        return p["forgetGate"] and p["activation"] == "tanh"
    return kind != "gru" or p["reset"] == "after"


def by_module(kind, p, case, x, initial):
    """Every step's state of the last layer [B, T, directions·units], and the final states [sweeps, B, units]."""
    options = {"nonlinearity": p["activation"]} if kind == "rnn" else {}
    bias = p["bias"] != "none"
    both = p["direction"] == "both"
    module = MODULES[kind](
        x.shape[2], p["units"], p["layers"], bias=bias, batch_first=True, bidirectional=both, dtype=torch.float64, **options
    )
    zeros = torch.zeros(gates(kind, p) * p["units"], dtype=torch.float64)
    flat = []
    for suffix in (suffix for layer in suffixes(p) for suffix in layer):
        flat += [case.weights[f"weight_ih{suffix}"].T.contiguous(), case.weights[f"weight_hh{suffix}"].T.contiguous()]
        if bias:
            flat += [case.weights[f"bias_ih{suffix}"], case.weights.get(f"bias_hh{suffix}", zeros)]
    # What the module's parameters are copied to: its forward reads this list.
    module._flat_weights = flat
    state = (initial["h"], initial["c"]) if kind == "lstm" else initial["h"]
    lengths = case.lengths.get("x")
    if lengths is None:
        every, final = module(x, state)
    else:
        packed, final = module(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False), state)
        every, _ = pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])
    final = final if kind == "lstm" else (final,)
    return every, dict(zip(STATES[kind], final))


def cell(kind, p, x, h, c, w_hh, b_ih, b_hh, mask):
    """One step. x is the input's product [B, gates·units]; `mask` [B, units] drops units of the state."""
    units = p["units"]
    phi = getattr(torch, p.get("activation", "tanh"))
    dropped = h if mask is None else h * mask
    if kind == "rnn":
        return phi(x + dropped @ w_hh + b_ih + b_hh), c
    if kind == "lstm":
        parts = (x + dropped @ w_hh + b_ih + b_hh).split(units, dim=1)
        i, g, o = torch.sigmoid(parts[0]), phi(parts[-2]), torch.sigmoid(parts[-1])
        kept = torch.sigmoid(parts[1]) * c if p["forgetGate"] else c
        c = kept + i * g
        return o * phi(c), c
    x_r, x_z, x_n = (x + b_ih).split(units, dim=1)
    w_r, w_z, w_n = w_hh.split(units, dim=1)
    b_r, b_z, b_n = b_hh.split(units)
    r = torch.sigmoid(x_r + dropped @ w_r + b_r)
    z = torch.sigmoid(x_z + dropped @ w_z + b_z)
    if p["reset"] == "after":
        n = torch.tanh(x_n + r * (dropped @ w_n + b_n))
    else:
        n = torch.tanh(x_n + (r * dropped) @ w_n + b_n)
    return (1 - z) * n + z * h, c


def by_loop(kind, p, case, x, initial):
    batch, steps = x.shape[:2]
    lengths = case.lengths.get("x", torch.full((batch,), steps))
    zeros = torch.zeros(gates(kind, p) * p["units"], dtype=torch.float64)
    finals = {state: [] for state in STATES[kind]}
    index = 0
    for layer, ends in enumerate(suffixes(p)):
        if f"dropout_l{layer}" in case.masks:
            x = x * case.masks[f"dropout_l{layer}"][:, None]
        directions = []
        for suffix in ends:
            w_hh = case.weights[f"weight_hh{suffix}"]
            b_ih, b_hh = (case.weights.get(f"{name}{suffix}", zeros) for name in ("bias_ih", "bias_hh"))
            mask = case.masks.get(f"recurrent_dropout{suffix}")
            h = initial["h"][index]
            c = initial["c"][index] if kind == "lstm" else None
            outputs = [None] * steps
            walk = range(steps)
            for t in reversed(walk) if suffix.endswith("_reverse") else walk:
                product = x[:, t] @ case.weights[f"weight_ih{suffix}"]
                next_h, next_c = cell(kind, p, product, h, c, w_hh, b_ih, b_hh, mask)
                real = (t < lengths)[:, None]
                h = torch.where(real, next_h, h)
                c = torch.where(real, next_c, c) if kind == "lstm" else None
                outputs[t] = torch.where(real, h, torch.zeros_like(h))
            for state, value in (("h", h), ("c", c)):
                if value is not None:
                    finals[state].append(value)
            directions.append(torch.stack(outputs, dim=1))
            index += 1
        x = sum(directions) if p["merge"] == "sum" else torch.cat(directions, dim=2)
    return x, {state: torch.stack(values) for state, values in finals.items()}


def recurrent(kind, p, case):
    initial = starts(kind, p, case)
    x = case.inputs["x"]
    count = len(suffixes(p)[0])
    if has_module(kind, p, case.masks):
        if "dropout_l0" in case.masks:
            x = x * case.masks["dropout_l0"][:, None]
        every, final = by_module(kind, p, case, x, initial)
        if count == 2 and p["merge"] == "sum":
            every = sum(every.split(p["units"], dim=2))
    else:
        every, final = by_loop(kind, p, case, x, initial)
    last = final["h"][-count:]
    last = sum(last) if p["merge"] == "sum" else torch.cat(list(last), dim=1)
    outputs = {"y": every if p["returns"] == "every" else last}
    if p["finalState"]:
        for state, values in final.items():
            outputs[state] = torch.cat(list(values), dim=1)
    return outputs
