using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>One number of a comparison, with its address counted from 1 as in the paper.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Index">The row-major index in it, from 0.</param>
/// <param name="Format">The format in which distances are counted in ulps; null where the other side's numbers have digits instead.</param>
public sealed record ComparedNumber(TensorComparison Tensor, int Index, FloatFormat? Format)
{
    /// <summary>Where the number stands in the tensor's arrays: at its index, or first where the tensor was read from a report and holds this number alone.</summary>
    internal int Position { get; init; } = Index;

    /// <summary>What the number is.</summary>
    public Quantity Quantity => Tensor.Slot.Quantity;

    /// <summary>The layer; null for the losses.</summary>
    public int? Layer => Tensor.Slot.Layer < 0 ? null : Tensor.Slot.Layer + 1;

    /// <summary>Weights or bias; none for what is no parameter.</summary>
    public ParameterTensor Parameter => Tensor.Slot.Parameter;

    /// <summary>The sample of a pre-activation, output or delta; else null.</summary>
    public int? Sample => Tensor.Slot.RowsAreSamples ? (Index / Tensor.Slot.Columns) + 1 : null;

    /// <summary>The unit; null for the losses.</summary>
    public int? Row => Tensor.Slot.RowsAreSamples ? (Index % Tensor.Slot.Columns) + 1
        : Parameter == ParameterTensor.None ? null : (Index / Tensor.Slot.Columns) + 1;

    /// <summary>The input of a weight; else null.</summary>
    public int? Column => Parameter == ParameterTensor.Weights ? (Index % Tensor.Slot.Columns) + 1 : null;

    /// <summary>The engine's number.</summary>
    public double Engine => Tensor.Engine[Position];

    /// <summary>The other side's number; null where it is not given.</summary>
    public double? Other => Tensor.IsGiven(Position) ? Tensor.Other[Position] : null;

    /// <summary>|engine − other|.</summary>
    public double Absolute => Tensor.Difference(Position);

    /// <summary>|engine − other| / |other|; infinite where either is.</summary>
    public double Relative => Absolute == 0 || double.IsInfinity(Absolute) ? Absolute : Absolute / Math.Abs(Tensor.Other[Position]);

    /// <summary>|engine − other| in units in the last place of the larger one, in the other side's format; null where that has digits instead.</summary>
    public double? Ulps => Format is { } format ? Absolute == 0 ? 0 : Absolute / Ulp(format, Math.Max(Math.Abs(Engine), Math.Abs(Tensor.Other[Position]))) : null;

    /// <summary>The largest difference that agrees.</summary>
    public double Allowed => Tensor.Allowed[Position];

    /// <summary>The verdict.</summary>
    public NumberVerdict Verdict => Tensor.Verdicts[Position];

    /// <summary>Why the number is undecidable.</summary>
    public UndecidableCause Cause => Tensor.Causes?[Position] ?? UndecidableCause.None;

    /// <summary>The mark of a hand calculation; null for other results.</summary>
    public GradeStatus? Status => Tensor.Statuses?[Position];

    /// <summary>What a wrong number of a hand calculation would be from the person's own earlier numbers, not rounded; null for others, and where nothing follows
    /// from them.</summary>
    public double? FromOwnNumbers => Tensor.FromOwnNumbers?[Position];

    /// <summary>|engine − other| / allowed, the measure by which numbers are ordered; NaN counts as infinite.</summary>
    public double Ratio => Tensor.Ratio(Position);

    /// <summary>A unit in the last place of a number.</summary>
    internal static double Ulp(FloatFormat format, double magnitude) => format == FloatFormat.Float64
        ? Math.ScaleB(1, Math.Clamp(Math.ILogB(magnitude), -1022, 1023) - 52)
        : Math.ScaleB(1, Math.Clamp(Math.ILogB(magnitude), -126, 127) - 23);
}
