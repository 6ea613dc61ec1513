using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Numerics.Products;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine;

/// <content>The same calculation for small networks that run often: less is checked and copied, and activations come with their
/// derivatives. The bits are the same.</content>
public sealed partial class Backpropagation
{
    /// <summary>Compiling for registers pays once a calculation has done this many multiplications.</summary>
    private const long WorthCompiling = 1 << 20;

    /// <summary>What is saved in a run of the smallest network counts as much as this many multiplications.</summary>
    private const long WorkOfARun = 256;

    private readonly long _workOfSmallRun;
    private long _workSoFar;
    private SmallBuffers? _small;

    /// <summary>The multiplications of a run; 0 if the network is not small, or the processor or the caller wants other products.</summary>
    private long WorkIfSmall()
    {
        if (_product is not BlockedMatrixProduct || !SmallProduct.IsSupported)
        {
            return 0;
        }

        long work = WorkOfARun;
        foreach (Layer layer in _network.Layers)
        {
            long ofProduct = (long)_batch.Samples * layer.Units * layer.Inputs;
            if (ofProduct >= BlockedMatrixProduct.WorthSecondThread)
            {
                return 0;
            }

            work += 3 * ofProduct;
        }

        return work;
    }

    private bool IsWorthCompiling()
    {
        if (_workOfSmallRun == 0 || DefersWeightGradients)
        {
            return false;
        }

        if (_workSoFar < WorthCompiling)
        {
            _workSoFar += _workOfSmallRun;
        }

        return _workSoFar >= WorthCompiling;
    }

    private void RunSmall(SmallBuffers small)
    {
        ReadOnlySpan<double> z = _batch.Inputs;
        for (int l = 0; l < small.Layers.Length; l++)
        {
            Layer layer = small.Layers[l];
            double[] a = _preActivations[l];
            SmallProduct.TimesTransposed(z, layer.WeightArray, layer.BiasArray, a, layer.Inputs, layer.Units, small.Transposed);
            bool hasDerivative = layer.Activation.TryApplyWithDerivative(a, _outputs[l], small.Derivatives[l]);
            if (!hasDerivative)
            {
                layer.Activation.Apply(a, _outputs[l], layer.Units);
            }

            small.HasDerivatives[l] = hasDerivative;
            z = _outputs[l];
        }

        int last = small.Layers.Length - 1;
        int outputs = small.Layers[last].Units;
        bool isFused = LossFunction.IsFused(_loss, small.Layers[last].Activation);
        double scale = _loss.Scale(_batch.Samples, outputs);
        LossValue = isFused
            ? LossFunction.FromPreActivations(_loss, _preActivations[last], _batch.Labels, outputs)
            : _loss.Term.Sum(z, _batch.Labels, outputs) * scale;
        LossValue += _regularization.IsNone ? 0 : _regularization.Of(_network);
        if (isFused)
        {
            LossFunction.FusedDeltas(_loss, _preActivations[last], z, _batch.Labels, _deltas[last], outputs);
        }
        else
        {
            Span<double> g = new(_outputGradients, 0, z.Length);
            _loss.Term.Derivatives(scale, z, _batch.Labels, g, outputs);
            Backpropagate(small, last, g);
        }

        for (int l = last; l >= 0; l--)
        {
            if (l < last)
            {
                Layer next = small.Layers[l + 1];
                Span<double> s = new(_outputGradients, 0, _deltas[l].Length);
                SmallProduct.Times(_deltas[l + 1], next.WeightArray, s, next.Units, next.Inputs);
                Backpropagate(small, l, s);
            }

            AddUp(small.Layers[l], l);
        }
    }

    /// <summary>δ = h'(a)·s.</summary>
    private void Backpropagate(SmallBuffers small, int l, ReadOnlySpan<double> s)
    {
        if (small.HasDerivatives[l])
        {
            Flat.Multiply(small.Derivatives[l], s, _deltas[l]);
        }
        else
        {
            Layer layer = small.Layers[l];
            layer.Activation.Backpropagate(_preActivations[l], _outputs[l], s, _deltas[l], layer.Units);
        }
    }

    /// <summary>∂L/∂W and ∂L/∂b from δ.</summary>
    private void AddUp(Layer layer, int l)
    {
        double[] gradient = WeightBuffer(l);
        SmallProduct.TransposedTimes(_deltas[l], InputsOf(l), gradient, _batch.Samples, layer.Units, layer.Inputs);
        _areDeferred[l] = false;
        if (layer.HasBias)
        {
            Flat.SumRows(_deltas[l], _biasGradients[l]);
        }

        if (!_regularization.IsNone)
        {
            _regularization.AddTo(layer.WeightArray, gradient);
            if (layer.HasBias && _regularization.Biases)
            {
                _regularization.AddTo(layer.Bias, _biasGradients[l]);
            }
        }
    }
}
