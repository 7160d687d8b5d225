import { Outlet } from '@tanstack/react-router'
export const CustomersLayout = () => <Outlet />
