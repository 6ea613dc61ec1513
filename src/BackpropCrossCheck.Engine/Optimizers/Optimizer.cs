namespace BackpropCrossCheck.Engine.Optimizers;

/// <summary>The rule by which a training step changes a parameter. Each is a class of its own with everything the product knows about
/// it.</summary>
public abstract record Optimizer
{
    /// <summary>How many numbers it remembers for each parameter from one step to the next; they start at 0.</summary>
    public virtual int MemoryPerParameter => 0;

    /// <summary>The same rule, adapted to a loss that is a multiple of the declared one.</summary>
    /// <param name="factor">The factor that converts the given gradients to those of the declared loss.</param>
    public abstract Optimizer ForGradientsTimes(double factor);

    /// <summary>The parameter after a step.</summary>
    /// <param name="parameter">w before the step.</param>
    /// <param name="gradient">∂L/∂w.</param>
    /// <param name="memory">What it remembers about this parameter; overwritten.</param>
    /// <param name="arithmetic">How sums and products are calculated.</param>
    public abstract double Updated(double parameter, double gradient, Span<double> memory, Arithmetic arithmetic);

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="parameters">w; overwritten.</param>
    /// <param name="gradients">∂L/∂w, as many numbers as there are parameters.</param>
    /// <param name="memory">What it remembers: <see cref="MemoryPerParameter"/> numbers for each parameter; overwritten.</param>
    /// <param name="arithmetic">How sums and products are calculated.</param>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradients, Span<double> memory, Arithmetic arithmetic)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Updated(parameters[i], gradients[i], memory.Slice(i * MemoryPerParameter, MemoryPerParameter), arithmetic);
        }
    }
}
