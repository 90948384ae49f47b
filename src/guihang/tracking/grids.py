"""A grid under a border: for each cell the edges that can be nearest, and the side it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from guihang.tracking.metres import Floats, Ints, per_degree

OUTSIDE, INSIDE, MIXED, ALL_EDGES = 0, 1, 2, 3
"""What a cell lies in; `ALL_EDGES` says that its candidates are the whole border."""
FEW_EDGES = 24
"""Measured at once faster than through a grid."""
CELLS_PER_EDGE = 100
MOST_CELLS_A_SIDE = 192
"""Finer cells know fewer candidates; a border of 881 corners is laid in about a second."""
MARGIN = 0.25
"""How far beyond its bounds the grid goes, in parts of them: who left is still near."""
SLACK = 1.02
"""What distances may differ by besides the length of a degree, which is looked up."""
CELLS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows from the south-west; the last one is everything beyond the grid."""

    corner: tuple[float, float]
    size: tuple[float, float]
    shape: tuple[int, int]
    sides: NDArray[np.int8]
    counts: Ints
    edges: Ints
    borders: Floats


@dataclass(frozen=True, slots=True)
class Places:
    """Several grids as one set of arrays."""

    corner: Floats
    size: Floats
    shape: Ints
    base: Ints
    sides: NDArray[np.int8]
    counts: Ints
    firsts: Ints
    edges: Ints
    borders: tuple[Floats, Floats, Floats, Floats]

    def cells(self, which: Ints, lat: Floats, lon: Floats) -> Ints:
        """Return the number of the cell each point lies in, shape (N,)."""
        across = np.floor((lon - self.corner[which, 0]) / self.size[which, 0])
        up = np.floor((lat - self.corner[which, 1]) / self.size[which, 1])
        columns, rows = self.shape[which, 0], self.shape[which, 1]
        beyond = (across < 0) | (up < 0) | (across >= columns) | (up >= rows)
        number = np.where(beyond, columns * rows, up * columns + across)
        cell: Ints = self.base[which] + number.astype(np.intp)
        return cell


def lay(area: BaseGeometry, edges: Floats, stretch: Floats) -> Grid:
    """Lay a grid under a region.

    `edges` (E, 4) in degrees; `stretch` (2,): metres of one degree of longitude and latitude.
    """
    everything = np.arange(len(edges))
    if len(edges) <= FEW_EDGES:
        return Grid((0.0, 0.0), (1.0, 1.0), (0, 0), *_only_beyond(everything), edges)
    side = min(MOST_CELLS_A_SIDE, int(np.sqrt(len(edges) * CELLS_PER_EDGE)))
    bounds = np.array(area.bounds)
    wide = (bounds[2:] - bounds[:2]) * (1 + 2 * MARGIN)
    corner = bounds[:2] - (bounds[2:] - bounds[:2]) * MARGIN
    size = wide / side
    at = (np.arange(side) + 0.5)[:, None] * size + corner
    middle = np.column_stack((np.tile(at[:, 0], side), np.repeat(at[:, 1], side)))
    slack = _slack(float(corner[1]), float(corner[1] + wide[1]), float(stretch[0]))
    reach = float(np.hypot(*(size * stretch))) / 2 * slack
    sides = np.where(shapely.contains_xy(area, middle[:, 0], middle[:, 1]), INSIDE, OUTSIDE)
    counts, found = [], []
    for first in range(0, len(middle), CELLS_AT_ONCE):
        metres = _from_middles(middle[first : first + CELLS_AT_ONCE], edges, stretch)
        nearest = metres.min(axis=1)
        sides[first : first + CELLS_AT_ONCE][nearest <= reach] = MIXED
        near = metres <= ((nearest + 2 * reach) * slack)[:, None]
        counts.append(near.sum(axis=1))
        found.append(np.nonzero(near)[1])
    beyond_sides, beyond_counts, beyond_edges = _only_beyond(everything)
    return Grid(
        (float(corner[0]), float(corner[1])),
        (float(size[0]), float(size[1])),
        (side, side),
        np.concatenate((sides.astype(np.int8), beyond_sides)),
        np.concatenate((*counts, beyond_counts)),
        np.concatenate((*found, beyond_edges)),
        edges,
    )


def join(parts: Sequence[Grid]) -> Places:
    """Put several grids into one set of arrays."""
    cells = np.array([len(one.sides) for one in parts])
    borders = np.cumsum([0, *(len(one.borders) for one in parts)])
    counts = np.concatenate([one.counts for one in parts])
    x, y, to_x, to_y = np.ascontiguousarray(np.vstack([one.borders for one in parts]).T)
    return Places(
        corner=np.array([one.corner for one in parts]),
        size=np.array([one.size for one in parts]),
        shape=np.array([one.shape for one in parts]),
        base=np.cumsum(cells) - cells,
        sides=np.concatenate([one.sides for one in parts]),
        counts=counts,
        firsts=np.cumsum(counts) - counts,
        edges=np.concatenate(
            [one.edges + first for one, first in zip(parts, borders, strict=False)]
        ),
        borders=(x, y, to_x, to_y),
    )


def _only_beyond(everything: Ints) -> tuple[NDArray[np.int8], Ints, Ints]:
    return np.array([ALL_EDGES], np.int8), np.array([len(everything)]), everything


def _slack(south: float, north: float, middle: float) -> float:
    """Return by how much a distance may differ from one measured with the scale of the middle."""
    ends = per_degree(np.clip(np.array([south, north]), -89.0, 89.0))[0] / middle
    return SLACK * float(max(ends.max(), (1.0 / ends).max()))


def _from_middles(middle: Floats, edges: Floats, stretch: Floats) -> Floats:
    """Return the metres from the middles of cells (C, 2) to all edges (E, 4): shape (C, E)."""
    start = (edges[None, :, :2] - middle[:, None, :]) * stretch
    along = (edges[:, 2:] - edges[:, :2]) * stretch
    length = np.maximum((along**2).sum(axis=1), 1e-18)
    share = np.clip(-(start * along).sum(axis=2) / length, 0.0, 1.0)
    nearest = start + share[:, :, None] * along
    metres: Floats = np.hypot(nearest[..., 0], nearest[..., 1])
    return metres
