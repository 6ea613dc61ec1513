using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>A loss convention: L = c · Σ_n Σ_k ℓ(y_nk, t_nk).</summary>
/// <param name="Term">ℓ.</param>
/// <param name="Reduction">c.</param>
/// <exception cref="ArgumentNullException">ℓ is null.</exception>
/// <exception cref="ArgumentOutOfRangeException">The reduction is not a value of the enumeration.</exception>
public readonly record struct Loss(LossTerm Term, Reduction Reduction)
{
    /// <summary>ℓ.</summary>
    public LossTerm Term { get; init => field = Checked(value); } = Checked(Term);

    /// <summary>c.</summary>
    public Reduction Reduction { get; init => field = Checked(value); } = Checked(Reduction);

    /// <summary>E in the paper: ½ Σ (y − t)².</summary>
    public static Loss HalfSumOfSquares => new(new HalfSquaredError(), Reduction.Sum);

    /// <summary>TensorFlow's reduce_mean(square(y − t)).</summary>
    public static Loss MeanSquaredError => new(new SquaredError(), Reduction.MeanOverElements);

    /// <summary>c.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="outputs">K, at least 1.</param>
    public double Scale(int samples, int outputs) => 1 / Divisor(samples, outputs);

    /// <summary>Whether the two conventions belong to one family: their gradients then differ by a known factor.</summary>
    /// <param name="other">The other convention.</param>
    public bool IsSameFamily(Loss other) => Term.Family == other.Term.Family;

    /// <summary>The factor that converts this convention's loss and gradients to the other's.</summary>
    /// <param name="other">The other convention, of the same family.</param>
    /// <param name="samples">N.</param>
    /// <param name="outputs">K.</param>
    /// <returns>For example 2/(N·K) from ½Σ to reduce_mean.</returns>
    /// <exception cref="ArgumentException">The conventions are of different families: no factor converts one to the other.</exception>
    public double FactorTo(Loss other, int samples, int outputs)
        => IsSameFamily(other)
            ? other.Term.Weight * Divisor(samples, outputs) / (Term.Weight * other.Divisor(samples, outputs))
            : throw new ArgumentException($"No factor leads from {Term.Name} to {other.Term.Name}.", nameof(other));

    private static LossTerm Checked(LossTerm term)
    {
        ArgumentNullException.ThrowIfNull(term, nameof(Term));
        return term;
    }

    private static Reduction Checked(Reduction reduction)
        => Guard.Defined(reduction, reduction is >= Reduction.Sum and <= Reduction.MeanOverElements, nameof(Reduction));

    private double Divisor(int samples, int outputs)
    {
        Guard.AtLeastOne(samples);
        Guard.AtLeastOne(outputs);
        return Reduction switch
        {
            Reduction.Sum => 1,
            Reduction.MeanOverSamples => samples,
            Reduction.MeanOverOutputs => outputs,
            Reduction.MeanOverElements => (double)samples * outputs,
        };
    }
}
