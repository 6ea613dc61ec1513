using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Checking;

/// <summary>The options of a run.</summary>
public sealed record CheckOptions
{
    /// <summary>The format that the oracles calculate in; null for the most precise that each offers.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>A fixed rule for every fixture, or null.</summary>
    public Tolerance? Tolerance { get; init; }

    /// <summary>The convention in which to state every number; null for each fixture's own.</summary>
    public Loss? Stated { get; init; }

    /// <summary>True if undecidable numbers do not make a fixture inconclusive. They are still named and counted.</summary>
    public bool AllowUndecidable { get; init; }

    /// <summary>Which values the derivative may have if a pre-activation is exactly 0 on both sides.</summary>
    public KinkDerivative Kinks { get; init; }

    /// <summary>True if a number that agrees and has lost its digits is a discrepancy.</summary>
    public bool Strict { get; init; }

    /// <summary>True if the oracles were requested by name, so that an unavailable one makes the run inconclusive. False for a default run,
    /// in which the engine must be compared with some TensorFlow, live or recorded.</summary>
    public bool OraclesAreNamed { get; init; }

    /// <summary>True if no oracle was asked, because <c>none</c> was requested, so that the engine is compared with the entries only. If
    /// none of them has a number from the backward pass, no gradient was checked, and the run needs a TensorFlow just like a default
    /// run.</summary>
    public bool AsksNoOracle { get; init; }

    /// <summary>True if the report keeps every number. False if a passing fixture's comparison in which every number agrees keeps only its
    /// counts and worst numbers; then a run of thousands of fixtures needs little memory.</summary>
    public bool KeepNumbers { get; init; } = true;

    /// <summary>True if the report has every fixture. False if fixtures that pass, and of which the summary says nothing, are only counted;
    /// then a run takes no more memory for them.</summary>
    public bool KeepPassing { get; init; } = true;

    /// <summary>How long the engine may take for a fixture with training, once before the oracles are asked and once more after they have
    /// answered; null for no limit.</summary>
    public TimeSpan? TrainingTimeout { get; init; }

    /// <summary>How much of one file is read at most, in MiB; from 1 to 2047.</summary>
    internal int MaxSize { get; init; } = InputFile.DefaultLimit;

    /// <summary>True if an oracle that does not offer what a fixture needs is left out there, without making the run
    /// inconclusive.</summary>
    public bool SkipUnsupported { get; init; }

    /// <summary>True if the run stops after the first fixture that fails, in the order of the files.</summary>
    public bool FailFast { get; init; }

    /// <summary>How many fixtures a filter has left out of the run.</summary>
    internal int FilteredOut { get; init; }

    /// <summary>How many fixtures were not checked, because an earlier one failed.</summary>
    internal int NotChecked { get; init; }

    /// <summary>The clock for measuring durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The part of a fixture set that is checked; null for all of it.</summary>
    internal Shard? Shard { get; init; }

    /// <summary>What a merged report lacks, one sentence each; empty if it is complete.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How many fixtures are checked at once; at least 1.</summary>
    public int Parallelism { get; init; } = 1;
}
