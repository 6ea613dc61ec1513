namespace BackpropCrossCheck.Engine;

/// <summary>An activation function with its parameter.</summary>
public sealed record Activation
{
    private Activation(ActivationKind kind, double alpha)
    {
        Kind = kind;
        Alpha = alpha;
    }

    /// <summary>Which function.</summary>
    public ActivationKind Kind { get; }

    /// <summary>α: the slope of leaky-relu below 0 (default 0.01) or the scale of elu (default 1); 0 where the function has no parameter.</summary>
    public double Alpha { get; }

    /// <summary>True where the function has the parameter α.</summary>
    public bool HasAlpha => TakesAlpha(Kind);

    /// <summary>True for the functions that take a parameter α: leaky-relu and elu.</summary>
    /// <param name="kind">Which function.</param>
    public static bool TakesAlpha(ActivationKind kind) => kind is ActivationKind.LeakyRelu or ActivationKind.Elu;

    /// <summary>The function with its default parameter: 0.01 for leaky-relu, 1 for elu.</summary>
    /// <param name="kind">Which function.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is none of the enumeration.</exception>
    public static Activation Of(ActivationKind kind)
    {
        Guard.Defined(kind, kind is >= ActivationKind.Linear and <= ActivationKind.Softmax);
        return new Activation(kind, kind switch
        {
            ActivationKind.LeakyRelu => 0.01,
            ActivationKind.Elu => 1,
            _ => 0,
        });
    }

    /// <summary>The function with the given parameter.</summary>
    /// <param name="kind">leaky-relu or elu.</param>
    /// <param name="alpha">α, finite.</param>
    /// <exception cref="ArgumentException"><paramref name="kind"/> takes no parameter, or <paramref name="alpha"/> is not finite.</exception>
    public static Activation Of(ActivationKind kind, double alpha)
    {
        Guard.Defined(kind, kind is >= ActivationKind.Linear and <= ActivationKind.Softmax);
        Guard.Finite(alpha);
        return TakesAlpha(kind)
            ? new Activation(kind, alpha)
            : throw new ArgumentException($"The activation {kind} takes no parameter alpha.", nameof(alpha));
    }
}
