using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Keeps TensorFlow.NET in eager mode. An exception inside a layer leaves it in graph mode; later results are then symbolic,
/// without any error.</summary>
internal static class EagerMode
{
    /// <summary>Makes TensorFlow.NET usable again after an exception.</summary>
    public static void Repair()
    {
        tf.enable_eager_execution();
        tf.GetTapeSet().Clear();
    }

    /// <summary>Makes sure that operations are executed now, not just recorded.</summary>
    /// <exception cref="InvalidOperationException">Graph mode is on.</exception>
    public static void Check()
    {
        if (!tf.executing_eagerly())
        {
            throw new InvalidOperationException("it had been left in graph mode");
        }
    }
}
