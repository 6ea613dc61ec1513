// Most of a test is waiting for a process.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(4)]
