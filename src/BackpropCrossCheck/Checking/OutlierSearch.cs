using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds who stands alone where at least three independent results stand for a number; a hand calculation is none.</summary>
internal sealed class OutlierSearch
{
    private const string EngineName = "engine";

    private readonly Reference _reference;
    private readonly double _scale;
    private readonly Tolerance? _tolerance;
    private readonly List<ResultComparison> _others;
    private readonly Dictionary<string, Outlier> _found = [];

    private OutlierSearch(Reference reference, Loss stated, Tolerance? tolerance, IEnumerable<ResultComparison> comparisons)
    {
        _reference = reference;
        TensorLayout layout = reference.Fixture.Layout;
        _scale = reference.Fixture.Loss.FactorTo(stated, layout.Samples, layout.Layers[^1].Units);
        _tolerance = tolerance;
        _others = [.. comparisons.Where(comparison => comparison is { Status: ComparisonStatus.Computed, Kind: not ResultKind.Hand })];
    }

    /// <summary>The outliers of a fixture, in the order of their first numbers.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="stated">The convention that the comparisons state their numbers in.</param>
    /// <param name="tolerance">The fixed rule of the run or the fixture, or null.</param>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static IReadOnlyList<Outlier> Find(Reference reference, Loss stated, Tolerance? tolerance, IReadOnlyList<ResultComparison> comparisons)
    {
        var search = new OutlierSearch(reference, stated, tolerance, comparisons);
        // Whoever stands alone differs from the engine, or is it.
        if (search._others.Count < 2 || search._others.TrueForAll(comparison => comparison.Discrepancies == 0))
        {
            return [];
        }

        foreach (TensorSlot slot in reference.Fixture.Layout.Slots)
        {
            search.Look(slot);
        }

        return [.. search._found.Values];
    }

    private void Look(TensorSlot slot)
    {
        var stated = new List<(ResultComparison Comparison, TensorComparison Tensor)>();
        foreach (ResultComparison comparison in _others)
        {
            if (comparison.Tensors.FirstOrDefault(tensor => tensor.Slot == slot) is { } tensor)
            {
                stated.Add((comparison, tensor));
            }
        }

        for (int i = 0; i < slot.Length && stated.Count >= 2; i++)
        {
            (ResultComparison Comparison, TensorComparison Tensor)[] given = [.. stated.Where(other => other.Tensor.IsGiven(i))];
            int differing = given.Count(other => other.Tensor.Verdicts[i] == NumberVerdict.Differs);
            if (given.Length < 2 || differing == 0)
            {
                continue;
            }

            if (differing == given.Length && AllAgree(given, i))
            {
                Add(EngineName, given.Select(other => other.Comparison.Against), Number(given[0], i));
            }
            else if (differing == 1)
            {
                LookBesideTheEngine(given, i);
            }
        }
    }

    /// <summary>One result differs from the engine; it stands alone if it differs from the rest too, and the rest agrees.</summary>
    private void LookBesideTheEngine((ResultComparison Comparison, TensorComparison Tensor)[] given, int i)
    {
        (ResultComparison Comparison, TensorComparison Tensor) alone = given.First(other => other.Tensor.Verdicts[i] == NumberVerdict.Differs);
        (ResultComparison Comparison, TensorComparison Tensor)[] rest = [.. given.Where(other => other.Comparison != alone.Comparison)];
        bool restAgreesWithEngine = rest.All(other => other.Tensor.Verdicts[i] == NumberVerdict.Agrees);
        if (restAgreesWithEngine && AllAgree(rest, i) && rest.All(other => !Agree(alone, other, i)))
        {
            Add(alone.Comparison.Against, rest.Select(other => other.Comparison.Against).Prepend(EngineName), Number(alone, i));
        }
    }

    private bool AllAgree((ResultComparison Comparison, TensorComparison Tensor)[] results, int i)
    {
        for (int first = 0; first < results.Length; first++)
        {
            for (int second = first + 1; second < results.Length; second++)
            {
                if (!Agree(results[first], results[second], i))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>|x − y| ≤ 4·(ρ_x + ρ_y), or the fixed rule; ρ of numbers with digits is an eighth of their last digit's unit, so that 4·ρ is half of it.</summary>
    private bool Agree((ResultComparison Comparison, TensorComparison Tensor) a, (ResultComparison Comparison, TensorComparison Tensor) b, int i)
    {
        double x = a.Tensor.Other[i];
        double y = b.Tensor.Other[i];
        double allowed = _tolerance is { } tolerance && a.Comparison.Format is not null && b.Comparison.Format is not null
            ? tolerance.Absolute + (tolerance.Relative * Math.Abs(y))
            : Radius(a, i) + Radius(b, i);
        return x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);
    }

    /// <summary>4·ρ of one side alone: what is allowed against the engine, less the engine's own share.</summary>
    private double Radius((ResultComparison Comparison, TensorComparison Tensor) side, int i)
    {
        double allowed = side.Tensor.Allowed[i];
        double scale = side.Tensor.Slot.ScalesWithLoss ? _scale : 1;
        double twiceEngine = (_reference.AllowedAgainst(FloatFormat.Float64).OwnSide[side.Tensor.Slot]?[i] ?? 0) * scale;
        return Math.Max(allowed - (twiceEngine / 2), allowed / 2);
    }

    private void Add(string name, IEnumerable<string> agreeing, ComparedNumber number)
    {
        string[] names = [.. agreeing.Distinct()];
        _found[name] = _found.TryGetValue(name, out Outlier? earlier)
            ? earlier with { Numbers = earlier.Numbers + 1, Agreeing = [.. earlier.Agreeing.Union(names)] }
            : new Outlier(name, 1, names, number);
    }

    private static ComparedNumber Number((ResultComparison Comparison, TensorComparison Tensor) side, int i)
        => new(side.Tensor, i, side.Comparison.Format);
}
