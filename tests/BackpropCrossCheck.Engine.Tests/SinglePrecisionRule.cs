using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>What an update rule adds to one parameter, calculated in float32 in the order of Keras 2.15.</summary>
internal sealed class SinglePrecisionRule(Optimizer rule)
{
    private readonly float _rate = (float)rule.LearningRate;
    private float _first;
    private float _second = (float)rule.InitialMemory;

    /// <summary>What an update adds.</summary>
    /// <param name="gradient">∂L/∂w.</param>
    /// <param name="update">Which update it is, from 1.</param>
    public float Added(float gradient, int update) => rule switch
    {
        GradientDescent => -(_rate * gradient),
        MomentumDescent momentum => Momentum(gradient, (float)momentum.Momentum, momentum.IsNesterov),
        Adam adam => Moments(gradient, (float)adam.Beta1, (float)adam.Beta2, (float)adam.Epsilon, update),
        RootMeanSquarePropagation mean => MeanSquare(gradient, (float)mean.Rho, (float)mean.Epsilon),
        AdaptiveGradient sum => Accumulated(gradient, (float)sum.Epsilon),
        _ => throw new InvalidOperationException("No such rule in float32."),
    };

    private float Momentum(float gradient, float momentum, bool isNesterov)
    {
        _first = (momentum * _first) - (_rate * gradient);
        return isNesterov ? (momentum * _first) - (_rate * gradient) : _first;
    }

    private float Moments(float gradient, float beta1, float beta2, float epsilon, int update)
    {
        _first += (gradient - _first) * (1 - beta1);
        _second += ((gradient * gradient) - _second) * (1 - beta2);
        float rate = _rate * MathF.Sqrt(1 - MathF.Pow(beta2, update)) / (1 - MathF.Pow(beta1, update));
        return -(_first * rate / (MathF.Sqrt(_second) + epsilon));
    }

    private float MeanSquare(float gradient, float rho, float epsilon)
    {
        _second = (rho * _second) + ((1 - rho) * (gradient * gradient));
        return -(_rate * gradient / MathF.Sqrt(_second + epsilon));
    }

    private float Accumulated(float gradient, float epsilon)
    {
        _second += gradient * gradient;
        return -(_rate * gradient / MathF.Sqrt(_second + epsilon));
    }
}
