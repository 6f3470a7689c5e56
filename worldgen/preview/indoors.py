"""Light indoors: an eye in a room sees by what comes in at the windows and goes round, and by lamps at night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.seed import Seed
from worldgen.preview.light import luma
from worldgen.preview.prepared import Prepared, relit
from worldgen.preview.render import radiance
from worldgen.preview.view import View
from worldgen.scene import F32, Environment, Vec3

_RAYS, _NEAR_M, _MOST_OPEN = 96, 14.0, 0.3
_CONTACT_M = 2.2
_FILL = 2.7  # light that goes round a room, of which one bounce is traced, as a share of that bounce
_WARM: Vec3 = (1.10, 1.0, 0.90)  # what pale walls and wooden floors make of it
_LAMPS: Vec3 = (1.25, 1.05, 0.78)  # of the lamps of a room, at night: what goes round it
_SHINING = 0.42  # of that, where the light of a lamp is there too: what goes round the room
_LAMP_M = 0.4
_EXPOSURE = 1.12
_SMALL_PX, _MIDDLE, _DARKER, _BRIGHTER = (96, 54), 0.34, 0.85, 2.0


def enclosed(prepared: Prepared, eye_m: Vec3 | F32) -> bool:
    """Return whether an eye is in a room, at its window too: most of what is above it is near."""
    draw = Seed(0x1D00).uniform(_RAYS, 2)
    rise, angle = 0.1 + 0.9 * draw[:, 0], 2.0 * np.pi * draw[:, 1]
    flat = np.sqrt(1.0 - rise * rise)
    direction = np.stack([flat * np.cos(angle), rise, flat * np.sin(angle)], axis=1).astype(np.float32)
    origin = np.broadcast_to(np.asarray(eye_m, np.float32), direction.shape)
    near = np.full(_RAYS, _NEAR_M, np.float32)
    return float(prepared.solids.still.blocked(origin, direction, near).mean()) > 1.0 - _MOST_OPEN


def indoors(prepared: Prepared, eye_m: Vec3 | F32) -> Prepared:
    """Return the same scene as an eye sees it that has grown used to the light of a room."""
    share = _SHINING if _under_lamp(prepared, eye_m) else 1.0
    env = prepared.air.environment
    lamps = np.array(_LAMPS) * env.lamps * share
    return replace(relit(prepared, _room(env)), contact_m=_CONTACT_M, round_light=_vec(lamps))


def _under_lamp(prepared: Prepared, eye_m: Vec3 | F32) -> bool:
    """Return whether the light of a lamp comes to an eye straight."""
    lamps, eye = prepared.lamps, np.asarray(eye_m, np.float32)
    toward = lamps.at_m - eye
    away = np.linalg.norm(toward, axis=1)
    near = away < lamps.reach_m
    if not near.any():
        return False
    toward, away = toward[near] / np.maximum(away[near], 1e-3)[:, None], away[near]
    start = np.broadcast_to(eye, toward.shape)
    return not prepared.solids.still.blocked(start, toward, (away - _LAMP_M).astype(np.float32)).all()


def exposed(prepared: Prepared, view: View) -> Prepared:
    """Return the same scene exposed for a view: its middle tone as bright as that of a picture out of doors."""
    small = replace(view, width_px=_SMALL_PX[0], height_px=_SMALL_PX[1], quality="draft")
    middle = float(np.median(luma(radiance(prepared, small, count=1))))
    env = prepared.air.environment
    factor = min(max(_MIDDLE / max(middle * env.exposure, 1e-3), _DARKER), _BRIGHTER)
    return relit(prepared, replace(env, exposure=env.exposure * factor))


def _room(env: Environment) -> Environment:
    sky, ground = (np.array(one) for one in (env.sky_ambient, env.ground_ambient))
    grey = float(sky.mean())
    round_ = 0.45 * sky + 0.55 * grey * np.array(_WARM)
    fill = _FILL + (1.0 - _FILL) * env.lamps  # at night as little comes in as there is outside
    above, below = _vec(round_ * fill), _vec(0.5 * (ground + round_) * fill)
    return replace(env, sky_ambient=above, ground_ambient=below, exposure=env.exposure * _EXPOSURE)


def _vec(colour: np.ndarray) -> Vec3:
    return float(colour[0]), float(colour[1]), float(colour[2])
