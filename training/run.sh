#!/usr/bin/env bash
# From the data folder and the concept graph to models/tiaosuo-zh, one command: npm run train [-- DATA_FOLDER]
# Needs Python with numpy, scipy and torch (Debian: python3-numpy python3-scipy python3-torch); the product itself needs none of it.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-/usr/bin/python3}
# Threads that wait by spinning take the other processor from whoever uses it.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
node --import tsx training/prepare.ts "$@"
"$python" training/train.py --out training/work/table.npz
"$python" training/export.py training/work/table.npz models/tiaosuo-zh
