using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Calculates with a Keras-style Sequential under a GradientTape.</summary>
internal sealed class TensorFlowCalculator : ICalculator
{
    private readonly ModelCache _models = new();

    /// <inheritdoc/>
    public string Version { get; } = $"{typeof(tensorflow).Assembly.GetName().Version!.ToString(3)} (TensorFlow {tf.VERSION})";

    /// <inheritdoc/>
    public Answer Calculate(Question question)
    {
        try
        {
            var numbers = new TensorNumbers(question.IsFloat64);
            SequentialModel model = _models.Get(question);
            model.SetWeights(question.Layers, numbers);
            return Differentiate(model, question, numbers);
        }
        // The boundary to TensorFlow.NET, which throws whatever it likes. What it was doing is in no known state: nothing of it is kept.
        catch (Exception fault)
        {
            EagerMode.Repair();
            _models.Forget();
            throw new CalculationException($"TensorFlow.NET failed: {fault.GetType().Name}: {fault.Message}", fault);
        }
    }

    private static Answer Differentiate(SequentialModel model, Question question, TensorNumbers numbers)
    {
        EagerMode.Check();
        Tensor inputs = numbers.Tensor(question.Inputs);
        Tensor labels = numbers.Tensor(question.Labels);
        using Tensorflow.Gradients.GradientTape tape = tf.GradientTape();
        ForwardPass pass = model.Apply(inputs);
        Tensor loss = LossFunction.Apply(question, labels, pass, numbers);
        return AnswerOf(model, question, pass, loss, tape.stop_recording(), numbers);
    }

    private static Answer AnswerOf(
        SequentialModel model, Question question, ForwardPass pass, Tensor loss, Tensorflow.Gradients.ITape tape, TensorNumbers numbers)
    {
        // Gradients and deltas in one pass; a tensor on the way is a source like any other, but must not be watched: that would cut the tape there.
        Tensor[] sources = [.. model.Variables.Select(variable => variable.Handle), .. pass.PreActivations];
        Tensor?[] gradients = tf.Runner.TFE_TapeGradient(tape, [loss], sources, null!, sources, null!);
        int samples = question.Inputs.Rows;
        var rows = new TensorQueue(gradients, numbers);
        List<LayerGradient> parameters = [.. question.Layers.Select(layer => new LayerGradient(
            rows.Next(layer.Weights.Columns, layer.Units).Transposed(),
            layer.Bias is null ? null : rows.Next(1, layer.Units).Values))];
        return new Answer(
            numbers.Values(loss, 1, 1).Values[0],
            [.. pass.PreActivations.Select((tensor, i) => numbers.Values(tensor, samples, question.Layers[i].Units))],
            [.. pass.Outputs.Select((tensor, i) => numbers.Values(tensor, samples, question.Layers[i].Units))],
            [.. question.Layers.Select(layer => rows.Next(samples, layer.Units))],
            parameters);
    }
}
