using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>One number of a comparison. Its address is counted from 1, as in the paper.</summary>
/// <param name="Step">Its tensor.</param>
/// <param name="Index">Its row-major index in the tensor, from 0.</param>
/// <param name="Format">The format whose ulps distances are counted in; null if the other side's numbers are rounded to digits.</param>
/// <param name="Engine">The engine's number.</param>
/// <param name="Other">The other side's number; null if it is not given.</param>
public sealed record ComparedNumber(Step Step, int Index, FloatFormat? Format, double Engine, double? Other)
{
    /// <summary>The reason of a number that the engine's alone could not settle, and its steps did.</summary>
    internal const string AgreesBySteps = "by its steps: it follows from the other side's own numbers, which agree";

    /// <summary>The reason of a number that rounding explains only where a formula loses its digits.</summary>
    internal const string HasLostDigits = "lossy: within what rounding allows, but its digits are lost";

    /// <summary>What the number is.</summary>
    public Quantity Quantity => Step.Quantity;

    /// <summary>The layer; null for the losses.</summary>
    public int? Layer => Step.Layer < 0 ? null : Step.Layer + 1;

    /// <summary>The sample of a pre-activation, output or delta; otherwise null.</summary>
    public int? Sample => Step.AddressOf(Index).Sample;

    /// <summary>The unit; null for the losses.</summary>
    public int? Row => Step.AddressOf(Index).Row;

    /// <summary>The input of a weight; otherwise null.</summary>
    public int? Column => Step.AddressOf(Index).Column;

    /// <summary>|engine − other|; 0 for equal infinities. A number that is not given counts as 0.</summary>
    public double Absolute => Engine == Compared ? 0 : Math.Abs(Engine - Compared);

    /// <summary>|engine − other| / |other|; infinite if the difference is.</summary>
    public double Relative => Absolute == 0 || double.IsInfinity(Absolute) ? Absolute : Absolute / Math.Abs(Compared);

    /// <summary>The same difference in units in the last place of the larger number, in the other side's format; null if the other side's
    /// numbers are rounded to digits.</summary>
    public double? Ulps => Format is { } format
        ? Absolute == 0 ? 0 : Absolute / Ulp(format, Math.Max(Math.Abs(Engine), Math.Abs(Compared))) : null;

    /// <summary>What a regularization adds to the number, whatever the convention; 0 where nothing is converted.</summary>
    internal double Added { get; init; }

    /// <summary>The largest difference that counts as agreement; infinite if nothing can be decided.</summary>
    public double Allowed { get; init; }

    /// <summary>The verdict. A number that is not given agrees.</summary>
    public NumberVerdict Verdict { get; init; }

    /// <summary>Why the number is undecidable.</summary>
    public UndecidableCause Cause { get; init; }

    /// <summary>Why the number is undecidable, in words, with the units that cause it; that it agrees by its steps; or that it is lossy.
    /// Else null.</summary>
    public string? Reason { get; init; }

    /// <summary>The mark in a hand calculation; null for other results.</summary>
    public GradeStatus? Status { get; init; }

    /// <summary>What follows from the other side's own earlier numbers, where the number was judged so; of a hand calculation that of a
    /// wrong number, not rounded. Null for others.</summary>
    public double? FromOwnNumbers { get; init; }

    /// <summary>Whether the number follows from the other side's own earlier ones.</summary>
    public StepVerdict StepVerdict { get; init; }

    /// <summary>Whether the number differs only because an earlier step was wrong: it follows from the other side's own numbers.</summary>
    public bool IsCarried => Verdict == NumberVerdict.Differs && StepVerdict == StepVerdict.Follows;

    /// <summary>|engine − other| / allowed, the measure by which numbers are ordered; NaN counts as infinite.</summary>
    public double Ratio => RatioOf(Absolute, Allowed);

    private double Compared => Other ?? 0;

    /// <summary>A difference relative to what is allowed; NaN counts as infinite.</summary>
    internal static double RatioOf(double difference, double allowed)
    {
        double ratio = difference == 0 ? 0 : difference / allowed;
        return double.IsNaN(ratio) ? double.PositiveInfinity : ratio;
    }

    /// <summary>A unit in the last place of a number.</summary>
    internal static double Ulp(FloatFormat format, double magnitude) => format == FloatFormat.Float64
        ? Math.ScaleB(1, Math.Clamp(Math.ILogB(magnitude), -1022, 1023) - 52)
        : Math.ScaleB(1, Math.Clamp(Math.ILogB(magnitude), -126, 127) - 23);
}
