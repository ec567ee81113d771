using NUnit.Framework;

// Each fixture has its own server and database. Two of three run while the third waits for a process, a timer or a lock.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
