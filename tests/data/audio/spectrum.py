"""Writes spectrum.json: what numpy and torch make of a short sound, for spectrum.test.ts to compare with.

Run it with `python3 tests/data/audio/spectrum.py` when the definitions change.
"""
import json
import pathlib

import numpy as np
import torch

RATE = 8000
SAMPLES = 700
CASES = [
    {"window": 256, "hop": 128, "points": 256, "bands": 40, "coefficients": 13},
    {"window": 200, "hop": 80, "points": 256, "bands": 23, "coefficients": 12},
    {"window": 100, "hop": 33, "points": 128, "bands": 9, "coefficients": 9},
]


def sound():
    n = np.arange(SAMPLES)
    chirp = np.sin(2 * np.pi * (300 + 1.5 * n) * n / RATE)
    return (0.4 * chirp + 0.2 * np.cos(0.9 * n) + 0.01 * ((n * 7919) % 101 / 50 - 1)).astype(np.float32)


def mel(hertz):
    return 2595 * np.log10(1 + hertz / 700)


def filters(bands, points):
    edges = 700 * (10 ** (np.linspace(0, mel(RATE / 2), bands + 2) / 2595) - 1)
    frequencies = np.linspace(0, RATE / 2, points // 2 + 1)
    rising = (frequencies[None] - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - frequencies[None]) / np.diff(edges)[1:, None]
    return np.maximum(0, np.minimum(rising, falling))


def cosine_rows(coefficients, inputs):
    k, i = np.arange(coefficients)[:, None], np.arange(inputs)[None]
    rows = np.sqrt(2 / inputs) * np.cos(np.pi * k * (i + 0.5) / inputs)
    rows[0] /= np.sqrt(2)
    return rows


def numbers(case):
    x, window, hop, points = sound(), case["window"], case["hop"], case["points"]
    hann = torch.hann_window(window, periodic=True, dtype=torch.float64).numpy()
    frames = np.lib.stride_tricks.sliding_window_view(x.astype(np.float64), window)[::hop]
    power = np.abs(np.fft.rfft(frames * hann, points)) ** 2
    if window == points:
        stft = torch.stft(
            torch.from_numpy(x.astype(np.float64)),
            points,
            hop,
            window,
            torch.from_numpy(hann),
            center=False,
            return_complex=True,
        )
        assert np.allclose(stft.abs().numpy().T ** 2, power)
    log_mel = np.log(power @ filters(case["bands"], points).T + 1e-6)
    mfcc = log_mel @ cosine_rows(case["coefficients"], case["bands"]).T
    picked = [0, len(power) - 1]
    return {
        **case,
        "frames": len(power),
        "magnitude": np.sqrt(power)[picked].round(7).tolist(),
        "log-mel": log_mel[picked].round(7).tolist(),
        "mfcc": mfcc[picked].round(7).tolist(),
    }


result = {"rate": RATE, "sound": sound().astype(float).round(9).tolist(), "cases": [numbers(case) for case in CASES]}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
