using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Checking;

/// <summary>How a run checks.</summary>
public sealed record CheckOptions
{
    /// <summary>What the oracles calculate in; null for the finest that each offers.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>A fixed rule for every fixture, or null.</summary>
    public Tolerance? Tolerance { get; init; }

    /// <summary>The convention to state every number in; null for each fixture's own.</summary>
    public Loss? Stated { get; init; }

    /// <summary>True: undecidable numbers do not make a fixture inconclusive; they are still named and counted.</summary>
    public bool AllowUndecidable { get; init; }

    /// <summary>What the derivative may be where a pre-activation is exactly 0 on both sides.</summary>
    public KinkDerivative Kinks { get; init; }

    /// <summary>True: exactly the given oracles were asked for by name, so that one that is unavailable makes the run inconclusive. False:
    /// a default run, in which some TensorFlow, live or recorded, must stand against the engine.</summary>
    public bool OraclesAreNamed { get; init; }

    /// <summary>True: no oracle was asked, since <c>none</c> was named, so that the entries are all that stands against the engine. Where
    /// none of them gives a number of the backward pass, no gradient was checked, and the run needs a TensorFlow like a default
    /// run.</summary>
    public bool AsksNoOracle { get; init; }

    /// <summary>True: the report keeps every number. False: comparisons of passing fixtures in which every number agrees keep their counts
    /// and worst numbers only, so that a run of thousands of fixtures needs little memory.</summary>
    public bool KeepNumbers { get; init; } = true;

    /// <summary>How long the engine may take for a fixture with training, before the oracles are asked and once more when their answers are
    /// there; null for as long as it takes.</summary>
    public TimeSpan? TrainingTimeout { get; init; }

    /// <summary>The most that is read of one file, in MiB; from 1 to 2047.</summary>
    internal int MaxSize { get; init; } = InputFile.DefaultLimit;

    /// <summary>What tells how long things take.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The part of a fixture set that is checked; null for all of it.</summary>
    internal Shard? Shard { get; init; }

    /// <summary>What a report that was put together lacks, a sentence each; empty for a whole one.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How many fixtures are checked at once; at least 1.</summary>
    public int Parallelism { get; init; } = 1;
}
