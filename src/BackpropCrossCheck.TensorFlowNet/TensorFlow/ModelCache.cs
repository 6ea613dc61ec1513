using System.Globalization;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Keeps one model for each architecture: a network of a known one is four times as fast as one that needs a new model.</summary>
internal sealed class ModelCache
{
    /// <summary>How many models there are at most. TensorFlow.NET's memory grows with every model and shrinks only with the whole Keras session.</summary>
    public const int MostModels = 100;

    private readonly Dictionary<string, SequentialModel> _models = [];

    /// <summary>The model for a network, with the weights of whatever network it had before.</summary>
    /// <param name="question">The network.</param>
    public SequentialModel Get(Question question)
    {
        string architecture = Architecture(question);
        if (!_models.TryGetValue(architecture, out SequentialModel? model))
        {
            if (_models.Count == MostModels)
            {
                Forget();
            }

            model = new SequentialModel(question);
            _models.Add(architecture, model);
        }

        return model;
    }

    /// <summary>Forgets all models, and the Keras session with what they left in it.</summary>
    public void Forget()
    {
        _models.Clear();
        keras.backend.clear_session();
    }

    private static string Architecture(Question question)
        => string.Create(CultureInfo.InvariantCulture, $"{question.IsFloat64} {question.Inputs.Columns} ")
            + string.Join(' ', question.Layers.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Units} {layer.Bias is not null} {layer.Activation}")));
}
