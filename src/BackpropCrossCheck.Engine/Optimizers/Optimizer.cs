using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>The rule by which a training step changes a parameter. Each is a class of its own with everything the product knows about
/// it.</summary>
/// <remarks>The equations are Keras's, as TensorFlow 2.15.1 calculates them.</remarks>
public abstract record Optimizer
{
    /// <summary>A rule with a learning rate.</summary>
    /// <param name="learningRate">η, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is not finite.</exception>
    protected Optimizer(double learningRate)
    {
        Guard.Finite(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>Every rule, with Keras's own parameters. Fixtures and oracles read this table.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
        [new GradientDescent(1), new MomentumDescent(1), new Adam(1), new RootMeanSquarePropagation(1), new AdaptiveGradient(1)];

    /// <summary>The name in fixtures and in the oracle protocol.</summary>
    public abstract string Name { get; }

    /// <summary>η, finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public double LearningRate
    {
        get;
        init
        {
            Guard.Finite(value, nameof(LearningRate));
            field = value;
        }
    }

    /// <summary>How many numbers it remembers for each parameter from one step to the next.</summary>
    public virtual int MemoryPerParameter => 0;

    /// <summary>The numbers that it remembers before the first step.</summary>
    public virtual double InitialMemory => 0;

    /// <summary>The parameters of the rule besides η, by their names in fixtures, in the order in which they are written. A flag is 0 or
    /// 1.</summary>
    public virtual IReadOnlyList<(string Name, double Value)> Parameters => [];

    /// <summary>The same rule with other parameters.</summary>
    /// <param name="valueOf">The value of a parameter, by its name in <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public virtual Optimizer WithParameters(Func<string, double> valueOf) => this;

    /// <summary>The rule with this name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public static Optimizer? Named(string name) => All.FirstOrDefault(optimizer => optimizer.Name == name);

    /// <summary>The same rule, adapted to a loss that is a multiple of the declared one.</summary>
    /// <param name="factor">The factor that converts the given gradients to those of the declared loss.</param>
    public virtual Optimizer ForGradientsTimes(double factor) => factor == 1 ? this : new ForScaledGradients(this, factor);

    /// <summary>The parameter after a step.</summary>
    /// <param name="parameter">w before the step.</param>
    /// <param name="gradient">∂L/∂w.</param>
    /// <param name="memory">What it remembers about this parameter; overwritten.</param>
    /// <param name="update">Which update it is, from 1.</param>
    /// <param name="arithmetic">How sums and products are calculated; roots and quotients are double precision.</param>
    public abstract double Updated(double parameter, double gradient, Span<double> memory, int update, Arithmetic arithmetic);

    /// <summary>How far the rounding of the rule itself may move what it adds to a parameter, in units of the format's rounding of
    /// that.</summary>
    /// <param name="update">Which update it is, from 1.</param>
    public virtual double Roundings(int update) => 1;

    /// <summary>How far an error of the gradient moves what the first update adds to a parameter.</summary>
    /// <param name="gradient">∂L/∂w.</param>
    /// <param name="error">Its error, at least 0.</param>
    public virtual double FirstError(double gradient, double error)
    {
        double added = FirstAdded(gradient);
        return Math.Max(Math.Abs(FirstAdded(gradient + error) - added), Math.Abs(FirstAdded(gradient - error) - added));
    }

    /// <summary>What the first update adds to a parameter. It falls with the gradient.</summary>
    /// <param name="gradient">∂L/∂w.</param>
    public double FirstAdded(double gradient)
    {
        Span<double> memory = stackalloc double[MemoryPerParameter];
        memory.Fill(InitialMemory);
        return Updated(0, gradient, memory, 1, Arithmetic.Double);
    }

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="parameters">w; overwritten.</param>
    /// <param name="gradients">∂L/∂w, as many numbers as there are parameters.</param>
    /// <param name="memory">What it remembers: <see cref="MemoryPerParameter"/> numbers for each parameter; overwritten.</param>
    /// <param name="update">Which update it is, from 1.</param>
    /// <param name="arithmetic">How sums and products are calculated.</param>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradients, Span<double> memory, int update, Arithmetic arithmetic)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Updated(
                parameters[i], gradients[i], memory.Slice(i * MemoryPerParameter, MemoryPerParameter), update, arithmetic);
        }
    }
}
