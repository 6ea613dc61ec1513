// The tests mostly wait for processes.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(4)]
