using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Calculates with a Sequential in the style of Keras and a GradientTape.</summary>
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
        // The boundary to TensorFlow.NET, which throws arbitrary exceptions. Its state is then unknown, so nothing of it is kept.
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
        // First the gradients, requested as a user of TensorFlow.NET would. Then, in a separate pass, the numbers in between.
        (double loss, IReadOnlyList<LayerGradient> gradients) = GradientsOfModel(model, question, inputs, labels, numbers);
        var inner = InnerPass.Run(model, question, inputs, labels, numbers);
        TwoPasses.Check(loss, gradients, inner.Loss, inner.Gradients, question.IsFloat64);
        return new Answer(loss, inner.PreActivations, inner.Outputs, inner.Deltas, gradients);
    }

    private static (double Loss, IReadOnlyList<LayerGradient> Gradients) GradientsOfModel(
        SequentialModel model, Question question, Tensor inputs, Tensor labels, TensorNumbers numbers)
    {
        using Tensorflow.Gradients.GradientTape tape = tf.GradientTape();
        Tensor outputs = model.Apply(inputs);
        Tensor data = TensorFlowLoss.Apply(question, labels, model.Logits, outputs, numbers);
        Tensor loss = TensorFlowPenalty.AddTo(data, question, model.Variables, numbers);
        Tensor?[] gradients = tape.gradient(loss, model.Variables);
        return (numbers.Values(loss, 1, 1).Values[0], new TensorQueue(gradients, numbers).Parameters(question.Layers));
    }
}
