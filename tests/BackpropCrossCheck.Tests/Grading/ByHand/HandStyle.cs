using System.Globalization;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>A person's way of calculating by hand.</summary>
/// <param name="Digits">Decimals, or significant digits.</param>
/// <param name="Significant">True for significant digits, false for decimals.</param>
/// <param name="Mode">How the digits that are not kept are dropped.</param>
/// <param name="Grain">The numbers that are rounded besides those that are written down.</param>
/// <param name="FromOutputs">True if h' and a cross-entropy are calculated from the outputs.</param>
internal sealed record HandStyle(int Digits, bool Significant, MidpointRounding Mode, HandGrain Grain, bool FromOutputs)
{
    public static IReadOnlyList<MidpointRounding> Modes { get; } =
        [MidpointRounding.AwayFromZero, MidpointRounding.ToEven, MidpointRounding.ToZero];

    /// <summary>The unit of the last digit of a rounded number.</summary>
    public decimal Unit(decimal x) => Significant ? (x == 0 ? 0 : Power(Exponent(x) - Digits + 1)) : Power(-Digits);

    /// <summary>A number that is written down.</summary>
    public decimal Written(decimal x)
    {
        if (!Significant)
        {
            return decimal.Round(x, Digits, Mode);
        }

        decimal unit = Unit(x);
        return unit == 0 ? 0 : decimal.Round(x / unit, Mode) * unit;
    }

    /// <summary>h', or ∂L/∂z before a softmax, which has no h'.</summary>
    public decimal Derivative(decimal x) => Grain >= HandGrain.Derivatives ? Written(x) : x;

    /// <summary>∂L/∂z.</summary>
    public decimal OutputGradient(decimal x) => Grain >= HandGrain.Factors ? Written(x) : x;

    /// <summary>A product that is summed.</summary>
    public decimal Product(decimal x) => Grain >= HandGrain.Products ? Written(x) : x;

    private static int Exponent(decimal x)
        => int.Parse(x.ToString("E28", CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);

    private static decimal Power(int exponent)
        => decimal.Parse(FormattableString.Invariant($"1E{exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture);
}
