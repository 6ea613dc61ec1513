namespace BackpropCrossCheck.Fixtures;

/// <summary>Full-batch gradient descent, w ← w − η·∂L/∂w.</summary>
/// <param name="LearningRate">η, finite.</param>
/// <param name="Steps">The number of steps, at least 1.</param>
/// <param name="Biases">False: the biases stay as they are.</param>
public sealed record Training(double LearningRate, int Steps, bool Biases);
