using System.Collections.Immutable;

namespace BackpropCrossCheck.Numbers;

/// <summary>How precise stated numbers are: the format they were calculated in, or the digits they were rounded to.</summary>
public abstract record NumberPrecision
{
    private NumberPrecision()
    {
    }

    /// <summary>Numbers from a program that calculates in float32.</summary>
    public static NumberPrecision Float32 { get; } = new Format(FloatFormat.Float32);

    /// <summary>Numbers from a program that calculates in float64.</summary>
    public static NumberPrecision Float64 { get; } = new Format(FloatFormat.Float64);

    /// <summary>The precision of the quantities for which no other digits are stated.</summary>
    public virtual NumberPrecision ForMost() => this;

    /// <summary>The precision of one quantity's numbers.</summary>
    /// <param name="quantity">The quantity.</param>
    public virtual NumberPrecision For(Quantity quantity) => this;

    /// <summary>This precision, with other digits for some quantities.</summary>
    /// <param name="others">The precisions by the field of an entry that gives the quantity: "outputs".</param>
    public NumberPrecision Except(IReadOnlyList<(string Field, NumberPrecision Precision)> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return others.Count == 0 ? this : new ByQuantity(this, [.. others]);
    }

    /// <summary>Numbers from a program that calculates in a floating-point format.</summary>
    /// <param name="Value">The format.</param>
    public sealed record Format(FloatFormat Value) : NumberPrecision;

    /// <summary>Numbers rounded to a number of digits after the decimal point.</summary>
    /// <param name="Count">d, at least 0.</param>
    public sealed record Decimals(int Count) : NumberPrecision;

    /// <summary>Numbers rounded to a number of significant digits.</summary>
    /// <param name="Count">s, at least 1.</param>
    public sealed record Significant(int Count) : NumberPrecision;

    /// <summary>Numbers whose digits depend on the quantity.</summary>
    public sealed record ByQuantity : NumberPrecision
    {
        internal ByQuantity(NumberPrecision general, ImmutableArray<(string Field, NumberPrecision Precision)> others)
        {
            General = general;
            Others = others;
        }

        /// <summary>The precision of the quantities that are not listed.</summary>
        public NumberPrecision General { get; }

        /// <summary>The digits of the others, by the field of an entry that gives them.</summary>
        public ImmutableArray<(string Field, NumberPrecision Precision)> Others { get; }

        /// <inheritdoc/>
        public override NumberPrecision ForMost() => General;

        /// <inheritdoc/>
        public override NumberPrecision For(Quantity quantity)
        {
            ArgumentNullException.ThrowIfNull(quantity);
            foreach ((string field, NumberPrecision precision) in Others)
            {
                if (field == quantity.Field)
                {
                    return precision;
                }
            }

            return General;
        }

        /// <summary>Whether both have the same digits for the same quantities, in the same order.</summary>
        /// <param name="other">The other one.</param>
        public bool Equals(ByQuantity? other) => other is not null && General == other.General && Others.SequenceEqual(other.Others);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(General, Others.Length);
    }
}
