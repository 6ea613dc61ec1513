using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine;

/// <summary>A training, on a copy of the network's parameters.</summary>
public interface ITraining
{
    /// <summary>The network with its current parameters; every <see cref="Step"/> changes them in place.</summary>
    Network Network { get; }

    /// <summary>Takes one step.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output of the network before the step.</exception>
    void Step();

    /// <summary>L of the whole batch with the current parameters.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    double LossValue();
}
