using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>One tensor of a comparison, number by number; every number is kept. Engine and other are stated in one convention.</summary>
public sealed class TensorComparison
{
    internal TensorComparison(TensorSlot slot, double[] engine, double[] other, bool[]? missing)
    {
        Slot = slot;
        Engine = engine;
        Other = other;
        Missing = missing;
        Allowed = new double[engine.Length];
        Verdicts = new NumberVerdict[engine.Length];
    }

    /// <summary>A tensor that the other side leaves blank.</summary>
    /// <param name="slot">Which tensor.</param>
    /// <param name="engine">The engine's numbers.</param>
    /// <param name="isGraded">Whether it is one of a hand calculation.</param>
    internal static TensorComparison Blank(TensorSlot slot, double[] engine, bool isGraded)
    {
        bool[] missing = new bool[slot.Length];
        var statuses = isGraded ? new GradeStatus[slot.Length] : null;
        for (int i = 0; i < missing.Length; i++)
        {
            missing[i] = true;
            if (statuses is not null)
            {
                statuses[i] = GradeStatus.NotGiven;
            }
        }

        return new TensorComparison(slot, engine, new double[slot.Length], missing) { Statuses = statuses };
    }

    /// <summary>Which tensor.</summary>
    public TensorSlot Slot { get; }

    /// <summary>The engine's numbers.</summary>
    public double[] Engine { get; }

    /// <summary>The other side's numbers.</summary>
    public double[] Other { get; }

    /// <summary>Which numbers the other side did not give; null where it gave all.</summary>
    public bool[]? Missing { get; }

    /// <summary>The largest |engine − other| that agrees; infinite where nothing can be told.</summary>
    public double[] Allowed { get; }

    /// <summary>The verdicts; those of missing numbers say nothing.</summary>
    public NumberVerdict[] Verdicts { get; }

    /// <summary>Why numbers are undecidable; null where none is.</summary>
    public UndecidableCause[]? Causes { get; private set; }

    /// <summary>The marks of a hand calculation; null for other results.</summary>
    public GradeStatus[]? Statuses { get; internal set; }

    /// <summary>What the wrong numbers of a hand calculation would be from the person's own earlier numbers, not rounded; null for all others.</summary>
    public double?[]? FromOwnNumbers { get; internal set; }

    /// <summary>Whether the other side gave a number.</summary>
    /// <param name="index">Its row-major index.</param>
    public bool IsGiven(int index) => Missing is null || !Missing[index];

    /// <summary>How many numbers the other side did not give.</summary>
    public int MissingCount
    {
        get
        {
            int count = 0;
            foreach (bool missing in Missing ?? [])
            {
                count += missing ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>How many numbers have a mark.</summary>
    /// <param name="status">The mark.</param>
    internal int CountOf(GradeStatus status)
    {
        int count = 0;
        foreach (GradeStatus mark in Statuses ?? [])
        {
            count += mark == status ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many numbers of a comparison are not given, and what they are numbers of, in the words of the contract.</summary>
    /// <param name="tensors">Its tensors, in the order of the calculation.</param>
    internal static (int Numbers, IReadOnlyList<string> Quantities) NotGiven(IReadOnlyList<TensorComparison> tensors)
    {
        int numbers = 0;
        List<string> quantities = [];
        foreach (TensorComparison tensor in tensors)
        {
            int missing = tensor.MissingCount;
            numbers += missing;
            if (missing > 0 && !quantities.Contains(ContractNames.Of(tensor.Slot.Quantity)))
            {
                quantities.Add(ContractNames.Of(tensor.Slot.Quantity));
            }
        }

        return (numbers, quantities);
    }

    /// <summary>|engine − other|; 0 for equal infinities.</summary>
    /// <param name="index">The row-major index.</param>
    public double Difference(int index) => Engine[index] == Other[index] ? 0 : Math.Abs(Engine[index] - Other[index]);

    /// <summary>|engine − other| / allowed, the measure by which numbers are ordered; NaN counts as infinite.</summary>
    /// <param name="index">The row-major index.</param>
    public double Ratio(int index)
    {
        double difference = Difference(index);
        double ratio = difference == 0 ? 0 : difference / Allowed[index];
        return double.IsNaN(ratio) ? double.PositiveInfinity : ratio;
    }

    /// <summary>Takes back what was said of numbers that are not given.</summary>
    internal void ForgetMissing()
    {
        for (int i = 0; Missing is not null && i < Missing.Length; i++)
        {
            Verdicts[i] = Missing[i] ? NumberVerdict.Agrees : Verdicts[i];
        }
    }

    /// <summary>Whether a number tells what it should be. One that follows from a person's earlier ones, or from intermediate results that were rounded, is excused; it is
    /// not the engine's and tells nothing.</summary>
    internal bool Settles(int index) => IsGiven(index)
        && Verdicts[index] != NumberVerdict.Undecidable
        && Statuses?[index] is not (GradeStatus.Follows or GradeStatus.RoundedIntermediates);

    internal void SetUndecidable(int index, UndecidableCause cause)
    {
        Causes ??= new UndecidableCause[Slot.Length];
        Causes[index] = cause;
        Verdicts[index] = NumberVerdict.Undecidable;
    }
}
