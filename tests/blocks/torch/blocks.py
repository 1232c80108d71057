"""Every block in PyTorch, from its parameters alone: tensors come channels last and leave so, in float64."""
import torch
import torch.nn.functional as F

import sequences
from recurrent import MODULES, recurrent


def pads(size, kernel, stride, dilation, choice, sides):
    """Padding before and after along one axis; "same" as TensorFlow has it."""
    if choice == "valid":
        return 0, 0
    if choice == "explicit":
        return tuple(sides)
    count = -(-size // stride)
    total = max((count - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return total // 2, total - total // 2


def activate(name, y, alpha=None):
    """PyTorch's own functions with its own defaults unless `alpha` is told."""
    if name == "none":
        return y
    functions = {
        "relu": F.relu,
        "leaky-relu": lambda x: F.leaky_relu(x, 0.01 if alpha is None else alpha),
        "elu": lambda x: F.elu(x, 1.0 if alpha is None else alpha),
        "gelu": F.gelu,
        "silu": F.silu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": F.softplus,
        "softmax": lambda x: F.softmax(x, dim=-1),
    }
    return functions[name](y)


def pair(value):
    return value if isinstance(value, list) else [1, value]


def picture(x):
    """[B, H, W, C] or [B, T, F] as [B, C, H, W]."""
    x = x if x.dim() == 4 else x[:, None]
    return x.permute(0, 3, 1, 2)


def like(y, x):
    """Back to channels last, without the height that a sequence was given."""
    y = y.permute(0, 2, 3, 1)
    return y if x.dim() == 4 else y[:, 0]


def padding_of(p, x, kernel, stride, dilation):
    """As F.pad takes it: left, right, top, bottom."""
    height, width = x.shape[2:]
    sides = p["sides"] if len(p["sides"]) == 4 else [0, 0, *p["sides"]]
    top, bottom = pads(height, kernel[0], stride[0], dilation[0], p["padding"], sides[:2])
    left, right = pads(width, kernel[1], stride[1], dilation[1], p["padding"], sides[2:])
    return left, right, top, bottom


def dense(p, x, w):
    return activate(p["activation"], F.linear(x, w["weight"].T, w.get("bias")))


def conv(p, x, w):
    image = picture(x)
    kernel, stride, dilation = pair(p["kernel"]), pair(p["stride"]), pair(p["dilation"])
    weight = w["weight"] if w["weight"].dim() == 4 else w["weight"][None]
    padded = F.pad(image, padding_of(p, image, kernel, stride, dilation))
    y = F.conv2d(padded, weight.permute(3, 2, 0, 1).contiguous(), w.get("bias"), stride, 0, dilation, p["groups"])
    return activate(p["activation"], like(y, x))


def conv_transposed(p, x, w):
    """Full output first, then the cut; for "same" PyTorch's output padding fills up what the kernel does not reach."""
    kernel, stride = p["kernel"], p["stride"]
    same = p["padding"] == "same"
    extra = [max(s - k, 0) for k, s in zip(kernel, stride)] if same else p["outputPadding"]
    y = F.conv_transpose2d(picture(x), w["weight"].permute(3, 2, 0, 1).contiguous(), None, stride, 0, extra)
    cuts = []
    for axis in (0, 1):
        total = max(kernel[axis] - stride[axis], 0)
        custom = p["sides"][2 * axis : 2 * axis + 2] if p["padding"] == "explicit" else [0, 0]
        cuts.append([total // 2, total - total // 2] if same else custom)
    (top, bottom), (left, right) = cuts
    y = y[:, :, top : y.shape[2] - bottom, left : y.shape[3] - right].permute(0, 2, 3, 1)
    return activate(p["activation"], y + w["bias"] if "bias" in w else y)


def pooling(p, x):
    image = picture(x)
    window = pair(p["window"])
    stride = window if p["stride"] == "window" else pair(p["steps"])
    return image, window, stride, padding_of(p, image, window, stride, [1, 1])


def max_pool(p, x, w):
    image, window, stride, padding = pooling(p, x)
    return like(F.max_pool2d(F.pad(image, padding, value=float("-inf")), window, stride), x)


def avg_pool(p, x, w):
    image, window, stride, padding = pooling(p, x)
    mean = F.avg_pool2d(F.pad(image, padding), window, stride)
    if p["countPadding"]:
        return like(mean, x)
    share = F.avg_pool2d(F.pad(torch.ones_like(image), padding), window, stride)
    return like(mean / share, x)


def batch_norm(p, x, w, mode):
    channels_first = x.movedim(-1, 1)
    training = mode == "train" and not p["freeze"]
    y = F.batch_norm(
        channels_first,
        w["running_mean"],
        w["running_var"],
        w.get("weight"),
        w.get("bias"),
        training,
        p["momentum"],
        p["epsilon"],
    )
    return y.movedim(1, -1)


def layer_norm(p, x, w):
    shape = x.shape[-1:] if p["axes"] == "last" else x.shape[1:]
    # Of a sequence that was cut, the rows of its steps.
    weight, bias = (w[name][: shape[0]] if name in w else None for name in ("weight", "bias"))
    return F.layer_norm(x, shape, weight, bias, p["epsilon"])


def activation(p, x, w):
    alpha = p["alpha"] if p["function"] == "elu" else p["slope"]
    return activate(p["function"], x, alpha)


def dropout(p, x, w, mode):
    """PyTorch draws another mask: only evaluation can be compared."""
    assert mode == "evaluate"
    return F.dropout(x, p["rate"], training=False)


def merged(p, inputs):
    names = ["left", "right", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
    return [inputs[name] for name in names if name in inputs]


def product(tensors):
    y = tensors[0]
    for each in tensors[1:]:
        y = y * each
    return y


LAYERS = {
    "dense": dense,
    "activation": activation,
    "conv2d": conv,
    "conv1d": conv,
    "conv2d-transposed": conv_transposed,
    "max-pool": max_pool,
    "avg-pool": avg_pool,
    "max-pool1d": max_pool,
    "avg-pool1d": avg_pool,
    "global-max-pool": lambda p, x, w: x.flatten(1, -2).amax(1),
    "global-avg-pool": lambda p, x, w: x.flatten(1, -2).mean(1),
    "layer-norm": layer_norm,
    "flatten": lambda p, x, w: x.flatten(1),
    "reshape": lambda p, x, w: x.reshape(x.shape[0], *p["shape"]),
    "permute": lambda p, x, w: x.permute(0, *p["order"]),
    **sequences.LAYERS,
}

MODAL = {"batch-norm": batch_norm, "dropout": dropout}

MERGES = {
    "add": lambda p, tensors: sum(tensors),
    "subtract": lambda p, tensors: tensors[0] - tensors[1],
    "multiply": lambda p, tensors: product(tensors),
    "concat": lambda p, tensors: torch.cat(tensors, p["axis"]),
}


def numbers(prediction, target):
    """Labels as numbers: themselves for a single output, else one number a class."""
    if target.dtype != torch.long:
        return target
    if prediction.shape[-1] == 1:
        return target.reshape(prediction.shape).to(prediction.dtype)
    return F.one_hot(target, prediction.shape[-1]).to(prediction.dtype)


def binary_cross_entropy(p, prediction, target):
    loss = F.binary_cross_entropy_with_logits if p["logits"] else F.binary_cross_entropy
    return loss(prediction, numbers(prediction, target))


LOSSES = {
    "cross-entropy": lambda p, y, t: F.cross_entropy(y.movedim(-1, 1), t),
    "binary-cross-entropy": binary_cross_entropy,
    "mean-squared": lambda p, y, t: F.mse_loss(y, numbers(y, t)),
    "mean-absolute": lambda p, y, t: F.l1_loss(y, numbers(y, t)),
    "huber": lambda p, y, t: F.huber_loss(y, numbers(y, t), delta=p["delta"]),
}


def forward(kind, params, case, mode):
    """The block's output, or its outputs by port; for a loss its share of the sum."""
    inputs, weights = case.inputs, case.weights
    if case.lengths and kind not in MODULES:
        return sequences.each_alone(kind, params, case, mode, forward)
    if kind in LOSSES:
        return params["weight"] * LOSSES[kind](params, inputs["prediction"], inputs["target"])
    if kind in MERGES:
        return MERGES[kind](params, merged(params, inputs))
    if kind in MODAL:
        return MODAL[kind](params, inputs["x"], weights, mode)
    if kind in MODULES:
        return recurrent(kind, params, case)
    return LAYERS[kind](params, inputs["x"], weights)
