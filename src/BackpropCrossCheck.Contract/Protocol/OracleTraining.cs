namespace BackpropCrossCheck.Protocol;

/// <summary>A training in a question to an oracle.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Steps">The number of steps, at least 1.</param>
/// <param name="Biases">False if the biases stay as they are.</param>
/// <param name="BySamples">True for an update after every sample, in the order of the rows; a step is one pass.</param>
/// <param name="Optimizer">The update rule, in the contract's words.</param>
/// <param name="Parameters">The rule's parameters by their names in the contract; those that are true or false are 1 or 0.</param>
public sealed record OracleTraining(
    double LearningRate, int Steps, bool Biases, bool BySamples, string Optimizer, IReadOnlyList<(string Name, double Value)> Parameters)
{
    /// <summary>Plain gradient descent, which every oracle that trains can do.</summary>
    public const string Plain = "sgd";

    /// <summary>Whether a parameter is true or false, and not a number.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsFlag(string name) => name == "nesterov";
}
