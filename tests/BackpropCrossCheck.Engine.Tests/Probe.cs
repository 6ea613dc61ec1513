namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A number by which the loss is differentiated.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Tensor">Its weights, its bias or its pre-activations.</param>
/// <param name="Index">The place in that tensor, row-major.</param>
internal readonly record struct Probe(int Layer, ProbedTensor Tensor, int Index)
{
    /// <summary>Every number for which the engine gives a derivative.</summary>
    public static IEnumerable<Probe> All(Network network, int samples)
        => network.Layers.SelectMany((layer, l) =>
            Of(l, ProbedTensor.Weights, layer.Weights.Length)
                .Concat(Of(l, ProbedTensor.Bias, layer.Bias.Length))
                .Concat(Of(l, ProbedTensor.PreActivations, samples * layer.Units)));

    /// <summary>The engine's derivative.</summary>
    public double In(Backpropagation run) => Tensor switch
    {
        ProbedTensor.Weights => run.WeightGradient(Layer)[Index],
        ProbedTensor.Bias => run.BiasGradient(Layer)[Index],
        _ => run.Deltas(Layer)[Index],
    };

    private static IEnumerable<Probe> Of(int layer, ProbedTensor tensor, int length)
        => Enumerable.Range(0, length).Select(index => new Probe(layer, tensor, index));
}
