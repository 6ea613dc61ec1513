using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Every number of a comparison, after judging.</summary>
/// <param name="Tensors">Every tensor that the other side gave or left blank, in the order of the calculation.</param>
/// <param name="Format">The format whose ulps distances are counted in; null if the other side's numbers are rounded to digits.</param>
/// <param name="Rule">The rule that judged the numbers, if it comes from the rounding analysis; otherwise null.</param>
internal sealed record JudgedNumbers(IReadOnlyList<TensorComparison> Tensors, FloatFormat? Format, RoundingRule? Rule)
{
    /// <summary>Tensors that the other side does not give, and that were recovered from its gradients.</summary>
    public IReadOnlyList<TensorComparison> Recovered { get; init; } = [];

    /// <summary>No numbers.</summary>
    public static JudgedNumbers None { get; } = new([], null, null);

    /// <summary>The numbers, blanks included, in the order of the calculation.</summary>
    public IEnumerable<ComparedNumber> All()
        => Tensors.SelectMany(tensor => Enumerable.Range(0, tensor.Step.Length).Select(i => Number(tensor, i)));

    /// <summary>The numbers that differ or are undecidable, in the order of the calculation.</summary>
    public IEnumerable<ComparedNumber> Notable()
    {
        foreach (TensorComparison tensor in Tensors)
        {
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (tensor.Verdicts[i] != NumberVerdict.Agrees)
                {
                    yield return Number(tensor, i);
                }
            }
        }
    }

    /// <summary>The worst number, and the first one that differs; null if there is none. Differing numbers are worse than undecidable ones,
    /// those worse than numbers that agree; then the ratio to what is allowed decides.</summary>
    public (ComparedNumber? Worst, ComparedNumber? FirstWrong) Extremes()
    {
        TensorComparison? worst = null;
        TensorComparison? first = null;
        int worstIndex = 0;
        int firstIndex = 0;
        foreach (TensorComparison tensor in Tensors)
        {
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (!tensor.IsGiven(i))
                {
                    continue;
                }

                if (first is null && tensor.Verdicts[i] == NumberVerdict.Differs)
                {
                    (first, firstIndex) = (tensor, i);
                }

                if (worst is null || IsWorse(tensor, i, worst, worstIndex))
                {
                    (worst, worstIndex) = (tensor, i);
                }
            }
        }

        return (worst is null ? null : Number(worst, worstIndex), first is null ? null : Number(first, firstIndex));
    }

    /// <summary>The given numbers as points of a plot, calculated on first use.</summary>
    public Lazy<ErrorPoints> Plot() => new(() => ErrorPoints.Of([.. All().Where(number => number.Other is not null)]) with
    {
        Steps = StepPoints.Of(Tensors.Concat(Recovered)),
    });

    private ComparedNumber Number(TensorComparison tensor, int index)
    {
        ComparedNumber number = tensor.Number(index, Format);
        return number.Verdict == NumberVerdict.Undecidable ? number with { Reason = Reason(number) }
            : tensor.BySteps?[index] == true && number.Verdict == NumberVerdict.Agrees
                ? number with { Reason = ComparedNumber.AgreesBySteps }
            : tensor.Lossy?[index] == true ? number with { Reason = ComparedNumber.HasLostDigits }
            : number;
    }

    private string Reason(ComparedNumber undecidable)
    {
        if (undecidable.Cause == UndecidableCause.Vacuous)
        {
            return "vacuous: the fixed rule allows as much as the largest number of the tensor, so that zeros would pass too";
        }

        string name = undecidable.Cause.ToString().ToLowerInvariant();
        string[] units = [.. (Rule?.Culprits(undecidable) ?? []).Take(4).Select(unit => unit.ToString())];
        return units.Length == 0 ? name : $"{name}: {string.Join("; ", units.Take(3))}{(units.Length > 3 ? "; …" : string.Empty)}";
    }

    private static bool IsWorse(TensorComparison tensor, int i, TensorComparison worst, int j) => tensor.Verdicts[i] == worst.Verdicts[j]
        ? tensor.Ratio(i) > worst.Ratio(j)
        : Rank(tensor.Verdicts[i]) > Rank(worst.Verdicts[j]);

    private static int Rank(NumberVerdict verdict) => verdict switch
    {
        NumberVerdict.Agrees => 0,
        NumberVerdict.Undecidable => 1,
        NumberVerdict.Differs => 2,
    };
}
