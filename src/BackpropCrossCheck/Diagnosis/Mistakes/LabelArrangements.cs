using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The labels of a fixture as somebody may confuse them.</summary>
internal static class LabelArrangements
{
    /// <summary>Each arrangement that differs from the fixture's labels, with its name.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<(string Which, double[] Labels)> Of(Fixture fixture)
    {
        double[] labels = fixture.Batch.Labels.ToArray();
        int samples = fixture.Batch.Samples;
        int units = fixture.Network.Outputs;
        double[] Arranged(Func<int, int, (int Sample, int Unit)> from) =>
        [
            .. from n in Enumerable.Range(0, samples) from k in Enumerable.Range(0, units) let source = @from(n, k)
               select labels[(source.Sample * units) + source.Unit],
        ];

        (string Which, double[] Labels)[] all =
        [
            ("the units in reverse order", Arranged((n, k) => (n, units - 1 - k))),
            ("each sample with the labels of the one before", Arranged((n, k) => ((n + samples - 1) % samples, k))),
            ("each sample with the labels of the one after", Arranged((n, k) => ((n + 1) % samples, k))),
            ("the samples in reverse order", Arranged((n, k) => (samples - 1 - n, k))),
            ("each unit with the label of the one before", Arranged((n, k) => (n, (k + units - 1) % units))),
            ("each unit with the label of the one after", Arranged((n, k) => (n, (k + 1) % units))),
            ("those of the first sample for all", Arranged((_, k) => (0, k))),
            ("those of the last sample for all", Arranged((_, k) => (samples - 1, k))),
            ("every label is 1", Array.ConvertAll(labels, _ => 1.0)),
            ("every label is 0", Array.ConvertAll(labels, _ => 0.0)),
            ("1 − t for t", Array.ConvertAll(labels, t => 1 - t)),
            ("2t − 1 for t", Array.ConvertAll(labels, t => (2 * t) - 1)),
            ("(t + 1)/2 for t", Array.ConvertAll(labels, t => (t + 1) / 2)),
            ("read column by column", Transposed(labels, samples, units)),
        ];
        var seen = new List<double[]> { labels };
        foreach ((string which, double[] other) in all)
        {
            if (!seen.Exists(known => known.AsSpan().SequenceEqual(other)))
            {
                seen.Add(other);
                yield return (which, other);
            }
        }
    }

    /// <summary>Whether every sample has the same labels.</summary>
    /// <param name="fixture">The fixture.</param>
    public static bool AreAlike(Fixture fixture)
    {
        int units = fixture.Network.Outputs;
        double[] labels = fixture.Batch.Labels.ToArray();
        return labels.Select((t, i) => t == labels[i % units]).All(same => same);
    }

    /// <summary>(1 − ε)·t + ε/K; with a single output ε/2.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="share">ε.</param>
    public static double[] Smoothed(Fixture fixture, double share)
        => [.. fixture.Batch.Labels.ToArray().Select(t => ((1 - share) * t) + (share / Math.Max(2, fixture.Network.Outputs)))];

    private static double[] Transposed(double[] labels, int samples, int units)
        => [.. labels.Select((_, i) => labels[(i % samples * units) + (i / samples)])];
}
