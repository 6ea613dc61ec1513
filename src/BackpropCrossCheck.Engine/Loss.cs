namespace BackpropCrossCheck.Engine;

/// <summary>A loss convention: L = c · Σ_n Σ_k ℓ(y_nk, t_nk).</summary>
/// <param name="Kind">ℓ.</param>
/// <param name="Reduction">c.</param>
/// <exception cref="ArgumentOutOfRangeException">A value that the enumeration does not have.</exception>
public readonly record struct Loss(LossKind Kind, Reduction Reduction)
{
    /// <summary>ℓ.</summary>
    public LossKind Kind { get; init => field = Checked(value); } = Checked(Kind);

    /// <summary>c.</summary>
    public Reduction Reduction { get; init => field = Checked(value); } = Checked(Reduction);

    /// <summary>The paper's E: ½ Σ (y − t)².</summary>
    public static Loss HalfSumOfSquares => new(LossKind.HalfSquaredError, Reduction.Sum);

    /// <summary>TensorFlow's reduce_mean(square(y − t)).</summary>
    public static Loss MeanSquaredError => new(LossKind.SquaredError, Reduction.MeanOverElements);

    /// <summary>True for the two cross-entropies.</summary>
    public bool IsCrossEntropy => Kind is LossKind.BinaryCrossEntropy or LossKind.CategoricalCrossEntropy;

    /// <summary>c.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="outputs">K, at least 1.</param>
    public double Scale(int samples, int outputs) => 1 / Divisor(samples, outputs);

    /// <summary>True where the two conventions belong to one family, so that their gradients differ by one known factor.</summary>
    /// <param name="other">The other convention.</param>
    public bool IsSameFamily(Loss other) => Family == other.Family;

    /// <summary>The factor that takes this convention's loss and gradients to the other's.</summary>
    /// <param name="other">The other convention, of the same family.</param>
    /// <param name="samples">N.</param>
    /// <param name="outputs">K.</param>
    /// <returns>For ½Σ to reduce_mean: 2/(N·K).</returns>
    /// <exception cref="ArgumentException">The conventions are of different families: no factor leads from one to the other.</exception>
    public double FactorTo(Loss other, int samples, int outputs)
        => IsSameFamily(other)
            ? other.Weight * Divisor(samples, outputs) / (Weight * other.Divisor(samples, outputs))
            : throw new ArgumentException($"No factor leads from {Kind} to {other.Kind}.", nameof(other));

    /// <summary>Whether the two are the same convention.</summary>
    /// <param name="other">The other convention.</param>
    public bool Equals(Loss other) => Kind == other.Kind && Reduction == other.Reduction;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => ((int)Kind * 16) + (int)Reduction;

    private static LossKind Checked(LossKind kind)
        => Guard.Defined(kind, kind is >= LossKind.HalfSquaredError and <= LossKind.CategoricalCrossEntropy, nameof(Kind));

    private static Reduction Checked(Reduction reduction)
        => Guard.Defined(reduction, reduction is >= Reduction.Sum and <= Reduction.MeanOverElements, nameof(Reduction));

    private LossKind Family => Kind == LossKind.HalfSquaredError ? LossKind.SquaredError : Kind;

    private double Weight => Kind == LossKind.HalfSquaredError ? 0.5 : 1;

    private double Divisor(int samples, int outputs)
    {
        Guard.AtLeastOne(samples);
        Guard.AtLeastOne(outputs);
        return Reduction switch
        {
            Reduction.Sum => 1,
            Reduction.MeanOverSamples => samples,
            Reduction.MeanOverOutputs => outputs,
            _ => (double)samples * outputs,
        };
    }
}
