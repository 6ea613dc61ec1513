using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds who stands alone if at least three independent results have a number, and the disagreements in which nobody does. A hand
/// calculation does not count as independent.</summary>
internal sealed class OutlierSearch
{
    private readonly IndependentAgreement _agreement;
    private readonly List<JudgedResult> _others;
    private readonly Dictionary<string, Outlier> _outliers = [];
    private readonly Dictionary<string, Split> _splits = [];

    private OutlierSearch(IndependentAgreement agreement, IEnumerable<JudgedResult> comparisons)
    {
        _agreement = agreement;
        _others = [.. comparisons.Where(judged => judged.Comparison is { Status: ComparisonStatus.Computed, Kind: not ResultKind.Hand })];
    }

    /// <summary>The disagreements of a fixture.</summary>
    /// <param name="layout">The fixture's tensors.</param>
    /// <param name="agreement">Decides whether two results agree.</param>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static Disagreements Find(TensorLayout layout, IndependentAgreement agreement, IReadOnlyList<JudgedResult> comparisons)
    {
        // If anyone stands alone, it is the engine or differs from the engine.
        if (comparisons.All(judged => judged.Comparison.Discrepancies == 0))
        {
            return Disagreements.None;
        }

        var search = new OutlierSearch(agreement, comparisons);
        foreach (Step step in search._others.Count < 2 ? [] : layout.Steps)
        {
            search.Look(step);
        }

        return new Disagreements([.. search._outliers.Values], [.. search._splits.Values]);
    }

    private void Look(Step step)
    {
        var stated = new List<IndependentSide>();
        foreach (JudgedResult judged in _others)
        {
            if (judged.Numbers.Tensors.FirstOrDefault(tensor => tensor.Step == step) is { } tensor)
            {
                stated.Add(new IndependentSide(judged.Comparison, tensor));
            }
        }

        for (int i = 0; i < step.Length && stated.Count >= 2; i++)
        {
            List<IndependentSide> given = stated.FindAll(other => other.Tensor.IsGiven(i));
            bool isDecided = !given.Exists(other => other.Tensor.Verdicts[i] == NumberVerdict.Undecidable);
            if (given.Count >= 2 && isDecided && !given.TrueForAll(other => other.Tensor.IsExplained(i)))
            {
                Judge(given, i);
            }
        }
    }

    /// <summary>Sorts the results for a number, the engine first, into camps. If one camp is a single result and another contains all the
    /// others, the single one stands alone.</summary>
    private void Judge(List<IndependentSide> given, int i)
    {
        int[]? camps = Camps(given, i);
        string[] names = [IndependentSide.Engine, .. given.Select(side => side.Name)];
        if (camps is null)
        {
            Add(new Split([names], []), given[0].Tensor.Step);
            return;
        }

        int[][] groups = [.. Enumerable.Range(0, names.Length).GroupBy(result => camps[result]).Select(group => group.ToArray())];
        if (groups.Length == 2 && Array.Find(groups, group => group.Length == 1) is [int alone])
        {
            IndependentSide shown = given[Math.Max(alone - 1, 0)];
            Add(names[alone], names.Where((_, result) => result != alone), shown.Tensor.Number(i, shown.Comparison.Format));
        }
        else
        {
            Add(new Split([.. groups.Select(group => Array.ConvertAll(group, result => names[result]))], []), given[0].Tensor.Step);
        }
    }

    /// <summary>The number of each result's camp; null if agreement does not divide the results into camps.</summary>
    private int[]? Camps(List<IndependentSide> given, int i)
    {
        int results = given.Count + 1;
        int[] camps = new int[results];
        for (int result = 1; result < results; result++)
        {
            int first = 0;
            while (first < result && !Agree(first, result))
            {
                first++;
            }

            camps[result] = first == result ? result : camps[first];
        }

        for (int first = 0; first < results; first++)
        {
            for (int second = first + 1; second < results; second++)
            {
                if (Agree(first, second) != (camps[first] == camps[second]))
                {
                    return null;
                }
            }
        }

        return camps;

        bool Agree(int first, int second) => first == 0
            ? given[second - 1].Tensor.IsExplained(i)
            : _agreement.Agree(given[first - 1], given[second - 1], i);
    }

    private void Add(string name, IEnumerable<string> agreeing, ComparedNumber number)
    {
        string[] names = [.. agreeing.Distinct()];
        Outlier outlier = _outliers.TryGetValue(name, out Outlier? earlier)
            ? earlier with { Numbers = earlier.Numbers + 1, Agreeing = [.. earlier.Agreeing.Union(names)] }
            : new Outlier(name, 1, names, number);
        _outliers[name] = outlier with { Tensors = WithOneMore(outlier.Tensors, number.Step) };
    }

    private void Add(Split split, Step step)
    {
        string key = string.Join('\n', split.Camps.Select(camp => string.Join('\r', camp)));
        split = _splits.GetValueOrDefault(key, split);
        _splits[key] = split with { Tensors = WithOneMore(split.Tensors, step) };
    }

    private static IReadOnlyList<TensorCount> WithOneMore(IReadOnlyList<TensorCount> tensors, Step step)
        => tensors.Count > 0 && tensors[^1].Step == step
            ? [.. tensors.SkipLast(1), new TensorCount(step, tensors[^1].Numbers + 1)]
            : [.. tensors, new TensorCount(step, 1)];
}
