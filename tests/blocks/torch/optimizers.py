"""Some steps of torch.optim on a small perceptron, with L2 in the loss and the gradients clipped by their norm."""
import torch
import torch.nn.functional as F


def optimizer(rule, learning_rate, weights):
    kind = rule["kind"]
    decay = rule["weightDecay"]
    if kind == "sgd":
        momentum, nesterov = rule["momentum"], rule["nesterov"]
        return torch.optim.SGD(weights, learning_rate, momentum, weight_decay=decay, nesterov=nesterov)
    if kind == "rmsprop":
        alpha, epsilon, momentum = rule["alpha"], rule["epsilon"], rule["momentum"]
        return torch.optim.RMSprop(weights, learning_rate, alpha, epsilon, decay, momentum)
    kinds = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}
    return kinds[kind](weights, learning_rate, (rule["beta1"], rule["beta2"]), rule["epsilon"], decay)


def train(case, tensor):
    """Losses of all steps and the weights after the last."""
    weights = {name: tensor(value).requires_grad_() for name, value in case["weights"].items()}
    steps = optimizer(case["rule"], case["learningRate"], list(weights.values()))
    losses = []
    for batch in case["batches"]:
        hidden = torch.tanh(tensor(batch["features"]) @ weights["hidden/weight"] + weights["hidden/bias"])
        logits = hidden @ weights["output/weight"] + weights["output/bias"]
        loss = F.cross_entropy(logits, tensor(batch["label"]).long())
        losses.append(loss.item())
        steps.zero_grad()
        (loss + case["l2"] / 2 * weights["hidden/weight"].square().sum()).backward()
        if case["clipNorm"] is not None:
            torch.nn.utils.clip_grad_norm_(weights.values(), case["clipNorm"])
        steps.step()
    return {"loss": losses, **{name: value.detach().flatten().tolist() for name, value in weights.items()}}
