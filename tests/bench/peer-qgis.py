# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of bench-render: QGIS draws the layer of a GeoPackage, graduated by the column “population”.

Arguments: GeoPackage, picture, "parallel" or "sequential", left bottom right top, the class breaks.
The layer is in the projection of the picture already, and the classes are made, which spares QGIS both.
"""

import sys

from qgis.core import (QgsApplication, QgsFillSymbol, QgsGraduatedSymbolRenderer, QgsMapRendererParallelJob,
                       QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle, QgsRendererRange, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

RAMP = ("#f6f1d3", "#c3dbbd", "#88bcb2", "#4f92a2", "#2b5d82")


def make_layer(path, breaks):
    layer = QgsVectorLayer(path, "communes", "ogr")
    assert layer.isValid(), path
    ranges = [QgsRendererRange(low, high, QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}), "")
              for low, high, colour in zip(breaks, breaks[1:], RAMP)]
    layer.setRenderer(QgsGraduatedSymbolRenderer("population", ranges))
    return layer


def draw(path, picture, way, numbers):
    layer = make_layer(path, numbers[4:])
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(1600, 1000))
    settings.setExtent(QgsRectangle(*numbers[:4]))
    settings.setBackgroundColor(QColor("#f0efea"))
    job = (QgsMapRendererParallelJob if way == "parallel" else QgsMapRendererSequentialJob)(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors() and job.renderedImage().save(picture), picture


application = QgsApplication([], False)
application.initQgis()
# Layers have to be gone before QGIS is.
draw(*sys.argv[1:4], [float(word) for word in sys.argv[4:]])
application.exitQgis()
