#!/bin/bash
# A SLURM array: fifty tasks check a fiftieth of the fixtures each. SLURM numbers them, in SLURM_ARRAY_TASK_ID and its companions.
#   job=$(sbatch --parsable slurm-array.sh fixtures reports)
#   sbatch --dependency=afterany:$job --wrap 'backprop-check merge reports'
#SBATCH --job-name=backprop-check
#SBATCH --array=0-49
#SBATCH --cpus-per-task=1
#SBATCH --time=00:30:00
set -eu
fixtures=$1
reports=$2
backprop-check check "$fixtures" --oracle tensorflow-js --quiet --report "json=$reports/report-$SLURM_ARRAY_TASK_ID.json"
