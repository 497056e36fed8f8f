"""From what is installed or lies in a workspace to a registry: found, admitted, imported, asked."""
