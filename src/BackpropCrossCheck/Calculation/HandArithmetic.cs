using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>A person's arithmetic: sums of decimal numbers are exact, and products may be rounded.</summary>
/// <param name="products">How each product is rounded; null for no rounding.</param>
internal sealed class HandArithmetic(NumberRounding? products) : Arithmetic
{
    /// <inheritdoc/>
    public override double Sum(double left, double right)
    {
        var sum = new HandSum(left);
        sum.Add(right);
        return sum.Value;
    }

    /// <inheritdoc/>
    public override double Product(double left, double right) => products?.Of(left * right) ?? (left * right);
}
