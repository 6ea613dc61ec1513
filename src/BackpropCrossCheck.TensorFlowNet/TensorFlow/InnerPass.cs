using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>The numbers between input and loss, from a separate pass, layer by layer. Its loss and gradients show that it is the same
/// calculation.</summary>
/// <param name="Loss">L.</param>
/// <param name="PreActivations">W z + b, N×K, one matrix per layer.</param>
/// <param name="Outputs">h(W z + b), N×K, one matrix per layer.</param>
/// <param name="Deltas">∂L/∂(W z + b), N×K, one matrix per layer.</param>
/// <param name="Gradients">∂L/∂W and ∂L/∂b, one pair per layer.</param>
internal sealed record InnerPass(
    double Loss,
    IReadOnlyList<Matrix> PreActivations,
    IReadOnlyList<Matrix> Outputs,
    IReadOnlyList<Matrix> Deltas,
    IReadOnlyList<LayerGradient> Gradients)
{
    /// <summary>Runs the pass.</summary>
    /// <param name="model">The model, with its weights.</param>
    /// <param name="question">The network.</param>
    /// <param name="inputs">x, N×M.</param>
    /// <param name="labels">t, N×K.</param>
    /// <param name="numbers">Reads the tensors.</param>
    public static InnerPass Run(SequentialModel model, Question question, Tensor inputs, Tensor labels, TensorNumbers numbers)
    {
        using Tensorflow.Gradients.GradientTape tape = tf.GradientTape();
        ForwardTensors pass = model.ApplyByLayers(inputs);
        Tensor data = TensorFlowLoss.Apply(question, labels, pass.PreActivations[^1], pass.Outputs[^1], numbers);
        Tensor loss = TensorFlowPenalty.AddTo(data, question, model.Variables, numbers);
        // An intermediate tensor can be a source too, but must not be watched: that would cut the tape there.
        Tensor[] sources = [.. model.Variables.Select(variable => variable.Handle), .. pass.PreActivations];
        var rows = new TensorQueue(tf.Runner.TFE_TapeGradient(tape.stop_recording(), [loss], sources, null!, sources, null!), numbers);
        IReadOnlyList<LayerGradient> gradients = rows.Parameters(question.Layers);
        return new InnerPass(
            numbers.Values(loss, 1, 1).Values[0],
            Values(pass.PreActivations),
            Values(pass.Outputs),
            [.. question.Layers.Select(layer => rows.Next(question.Inputs.Rows, layer.Units))],
            gradients);

        Matrix[] Values(IReadOnlyList<Tensor> tensors) =>
            [.. tensors.Select((tensor, i) => numbers.Values(tensor, question.Inputs.Rows, question.Layers[i].Units))];
    }
}
